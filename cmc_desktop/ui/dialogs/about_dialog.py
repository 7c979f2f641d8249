"""What this app is, whose method it follows, and under which terms it may be used."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from cmc_desktop import __version__
from cmc_desktop.model.domain.template import Template
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr


class AboutDialog(QDialog):
    """Version, licence, the promise to stay offline, and the sources named by the templates."""

    def __init__(self, look: Look, templates: Iterable[Template], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("About CMC Desktop"))
        picture = QLabel()
        picture.setPixmap(look.icons.pixmap("cmc-desktop", 72))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(plain_label("title", tr("CMC Desktop")))
        words.addWidget(plain_label("muted", tr("Version {version}", version=__version__)))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(picture)
        head.addLayout(words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        layout.addLayout(head)
        promise = tr("Works without a network: nothing you type leaves this computer unless you export it yourself.")
        terms = tr("Free to use, to change and to pass on under the MIT licence.")
        faces = tr("Typefaces: Noto Sans and others, under the Open Font License and the Apache License.")
        for sentence in (tr("Leads a City Model Canvas workshop to a signed record."), promise, terms, faces):
            layout.addWidget(plain_label("", sentence))
        layout.addSpacing(4)
        layout.addWidget(dressed(QLabel(tr("Sources of the method").upper()), "caps"))
        self.sources = QPlainTextEdit("\n\n".join(dict.fromkeys(template.source for template in templates)))
        self.sources.setReadOnly(True)
        self.sources.setAccessibleName(tr("Sources of the method"))
        layout.addWidget(self.sources, 1)
        box = QDialogButtonBox()
        close = box.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        box.rejected.connect(self.reject)
        layout.addWidget(box)
        close.setFocus()
        self.resize(560, 520)
