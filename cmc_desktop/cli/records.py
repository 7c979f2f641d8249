"""Records: pack, verify; and the key that signs them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from getpass import getpass
from pathlib import Path
from typing import Any

from cmc_desktop.cli.context import Context
from cmc_desktop.cli.files import tell_left, tell_missing_glyphs
from cmc_desktop.cli.words import complain, iso_time, say, say_json, tell, user_text
from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.domain.errors import BadFile, NotThere, Refusal
from cmc_desktop.model.domain.local_time import day
from cmc_desktop.model.export.certificate import Certificate
from cmc_desktop.model.export.paper import PAPERS
from cmc_desktop.model.services.private_file import check_private
from cmc_desktop.model.services.record_pack import PackWish, make_pack, pack_source
from cmc_desktop.model.services.safe_file import read_bounded
from cmc_desktop.model.services.signing_keys import KeyWish, SigningKeys
from cmc_desktop.model.services.verifying import Finding, Verdict, verify

#: the exit status of `verify`; 2 is wrong use, as everywhere
STATUS = {Finding.UNCHANGED: 0, Finding.CHANGED: 1, Finding.UNKNOWN_SIGNER: 3}
STATUS |= dict.fromkeys((Finding.UNCOMPARED, Finding.UNCHECKED), 4)
_OWN = "own"
_PIN_LIMIT = 1000


def add_verbs(verbs: Any) -> None:
    """Declare the verbs to argparse."""
    pack = verbs.add_parser("pack", help=tr("write the record pack of a signed canvas, a new folder in FOLDER"))
    pack.add_argument("canvas", metavar="ID", type=user_text)
    pack.add_argument("folder", metavar="FOLDER", type=Path, help=tr("made where only it is missing"))
    pack.add_argument("--minutes", action="store_true", help=tr("with the minutes"))
    pack.add_argument("--fate", action="store_true", help=tr("with what became of every note"))
    pack.add_argument("--roles-only", action="store_true", help=tr("name nobody: everyone by what they are there for"))
    pack.add_argument("--paper", choices=PAPERS, default="A3")
    pack.add_argument("--portrait", action="store_true", help=tr("the short side lies"))
    pack.add_argument(
        "--layout",
        choices=[layout.value for layout in Layout],
        default=Layout.STANDARD.value,
        help=tr("how the boxes lie on paper"),
    )
    pack.add_argument("--sign", metavar="FILE.p12", type=user_text, help=tr("sign with this key, or “own”"))
    _add_pin(pack)
    pack.set_defaults(run=_pack)

    check = verbs.add_parser(
        "verify",
        help=tr("check a .cmc file or a record: its seal number, and whether it is unchanged"),
        epilog=tr(
            "Exit status: 0 unchanged, 1 changed, 3 unchanged but signed by someone unknown here, 4 cannot be "
            "checked, or its pages cannot be compared."
        ),
    )
    check.add_argument("file", metavar="FILE", type=Path)
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=_verify)

    key = verbs.add_parser("key", help=tr("the key that signs records, and the certificates trusted here"))
    actions = key.add_subparsers(metavar="ACTION", required=True)
    make = _action(actions, "make", _make, tr("make a key in the name of a council"))
    make.add_argument("name", metavar="NAME", type=user_text)
    _add_pin(make)
    show = _action(actions, "show", _show, tr("show this computer’s key and the trusted certificates"))
    show.add_argument("--json", action="store_true")
    export = _action(actions, "export", _export, tr("write the certificate, without the key, into a file"))
    export.add_argument("file", metavar="FILE.cer", type=Path)
    trust = _action(actions, "trust", _trust, tr("trust a certificate on this computer"))
    trust.add_argument("file", metavar="FILE.cer", type=Path)
    forget = _action(actions, "forget", _forget, tr("trust a certificate no longer"))
    forget.add_argument("fingerprint", metavar="FINGERPRINT", type=user_text, help=tr("its first 8 digits or more"))


def _action(actions: Any, name: str, run: Callable[[argparse.Namespace, Context], int], words: str) -> Any:
    parser = actions.add_parser(name, help=words)
    parser.set_defaults(run=run)
    return parser


def _add_pin(parser: Any) -> None:
    parser.add_argument(
        "--pin-file",
        metavar="F",
        type=Path,
        help=tr("read the PIN from the first line of this file, or - for standard input; else it is asked for"),
    )


def _keys(context: Context) -> SigningKeys:
    return SigningKeys(context.paths.keys, context.clock)


def _pack(arguments: argparse.Namespace, context: Context) -> int:
    with context.opened(arguments.canvas) as (library, session):
        source = pack_source(library, session.canvas)
    key = None
    if arguments.sign:
        file = None if arguments.sign == _OWN else Path(arguments.sign)
        key = KeyWish(_pin(arguments.pin_file), file)
    wish = PackWish(
        arguments.minutes,
        arguments.fate,
        not arguments.roles_only,
        arguments.paper,
        arguments.portrait,
        Layout(arguments.layout),
        key,
    )
    packed = make_pack(
        source,
        arguments.folder,
        wish,
        fonts=context.paths.resources / "fonts",
        clock=context.clock,
        keys=_keys(context),
    )
    tell_missing_glyphs(packed.missing_glyphs)
    tell_left(packed.left)
    say(str(packed.folder))
    return 0


def _pin(file: Path | None, *, twice: bool = False) -> str:
    """The PIN, from a file or asked for on the terminal; never from the arguments, which others can see."""
    if file is not None:
        return _pin_in(file)
    if sys.stdin is None or not sys.stdin.isatty():
        raise Refusal(
            tr("There is no terminal to ask for the PIN."),
            safe=tr("Nothing was done."),
            todo=tr("Give it with --pin-file, or with --pin-file - on standard input."),
        )
    try:
        pin = getpass(tr("PIN: "))
        if twice and getpass(tr("Once more: ")) != pin:
            raise Refusal(tr("The two PINs differ."), safe=tr("Nothing was done."))
    except (EOFError, KeyboardInterrupt) as stopped:
        raise Refusal(tr("No PIN was given."), safe=tr("Nothing was done.")) from stopped
    return pin


def _pin_in(file: Path) -> str:
    try:
        if str(file) == "-":
            data = sys.stdin.buffer.readline(_PIN_LIMIT)
        elif file.exists() and not file.is_file():  # a pipe that somebody holds open
            with file.open("rb") as pipe:
                data = pipe.readline(_PIN_LIMIT)
        else:
            data = read_bounded(file, _PIN_LIMIT)
            check_private(file)
        return data.split(b"\n")[0].rstrip(b"\r").decode("utf-8")
    except (OSError, UnicodeError, AttributeError) as error:
        raise BadFile(tr("The PIN cannot be read from there."), safe=tr("Nothing was done.")) from error


def _verify(arguments: argparse.Namespace, context: Context) -> int:
    known = _keys(context).known()
    for remark in known.remarks:
        complain(remark)
    try:
        verdict = verify(arguments.file, context.templates, context.paths.resources / "fonts", known.certificates)
    except (NotThere, BadFile) as error:
        complain(error)
        return STATUS[Finding.UNCHECKED]
    if arguments.json:
        say_json(_plain(verdict))
    else:
        _say_verdict(verdict)
    return STATUS[verdict.finding]


def _say_verdict(verdict: Verdict) -> None:
    if verdict.seal_number:
        say(f"{verdict.number_label}: {verdict.seal_number}")
    if verdict.told_number:
        say(tr("Seal number of the original, as this copy tells it: {number}", number=verdict.told_number))
    say(verdict.finding.label)
    for sentence in (verdict.reason, *verdict.remarks):
        say(sentence)


def _plain(verdict: Verdict) -> dict[str, object]:
    signer = verdict.signer
    return {
        "finding": verdict.finding.value,
        "reason": verdict.reason,
        "remarks": list(verdict.remarks),
        "seal_number": verdict.seal_number,
        "signed_off": verdict.signed,
        "signer": None
        if signer is None
        else {**_told(signer.certificate), "trusted": signer.trusted, "at": iso_time(signer.at)},
        "title": verdict.title,
    }


def _told(certificate: Certificate) -> dict[str, object]:
    return {
        "name": certificate.name,
        "issuer": certificate.issuer,
        "fingerprint": certificate.fingerprint,
        "since": iso_time(certificate.since),
        "until": iso_time(certificate.until),
    }


def _make(arguments: argparse.Namespace, context: Context) -> int:
    keys = _keys(context)
    _say_certificate(keys.make(arguments.name, _pin(arguments.pin_file, twice=True)))
    say(tr("The key is in {path}. Without its PIN nobody can use it, you neither.", path=keys.own_file))
    return 0


def _show(arguments: argparse.Namespace, context: Context) -> int:
    keys = _keys(context)
    known = keys.known()
    for remark in known.remarks:
        complain(remark)
    own, trusted = keys.own(), known.certificates
    if arguments.json:
        say_json({"own": None if own is None else _told(own), "trusted": [_told(one) for one in trusted]})
        return 0
    if not trusted:
        say(tr("There is no key on this computer, and no certificate is trusted here."))
    for one in trusted:
        if own is not None and one.fingerprint == own.fingerprint:
            say(tr("This computer’s own key"))
        _say_certificate(one)
    return 0


def _say_certificate(certificate: Certificate) -> None:
    until = day(certificate.until)
    tell(tr("{name}, valid until {day}", name=certificate.name, day=until))
    say(f"    {certificate.grouped}")


def _export(arguments: argparse.Namespace, context: Context) -> int:
    _say_certificate(_keys(context).export_certificate(arguments.file))
    return 0


def _trust(arguments: argparse.Namespace, context: Context) -> int:
    _say_certificate(_keys(context).trust(arguments.file))
    return 0


def _forget(arguments: argparse.Namespace, context: Context) -> int:
    forgotten = _keys(context).forget(arguments.fingerprint)
    if forgotten is None:
        say(tr("The certificate was damaged; it is taken away."))
    else:
        _say_certificate(forgotten)
    return 0
