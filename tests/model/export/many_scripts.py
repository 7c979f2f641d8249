"""Boards as no workshop ever wrote them: every script, every trick, drawn at random from a seed."""

from __future__ import annotations

import random
from dataclasses import replace

import builders
from printed import board

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.text import clean, line

SCRIPTS = {
    "Latin": "Nguyễn Thị Phương isti žluťoučký kůň Ærøskøbing İstanbul ŵ ǻ ọ̀ q̣̇ ffi office naïve",
    "Greek": "Ελληνικά νυχτερινό λεωφορείο Ἀθῆναι",
    "Cyrillic": "Русский ночной автобус Україна ї ґ ѓ",
    "Arabic": "حافلة ليلية للجميع مُحَمَّد الله لا إله والأطفال یہاں ٹھیک ۲۴",
    "Hebrew": "אוטובוס לילה שָׁלוֹם עוֹלָם דוד",
    "Devanagari": "हिन्दी क्षत्रिय श्रीमती कृष्णा शृंखला र्‍क किलोमीटर",
    "Thai": "ภาษาไทยกับรถเมล์ไฟฟ้าที่ปลอดภัย น้ำ ปู่ ผู้ใหญ่",
    "Chinese": "深夜巴士按需服务，让每个人都能安全回家。 「城市」（全區）……——",
    "Japanese": "ちょっと、きゃっと。 「東京都」の夜間バス パーティー",
    "Korean": "심야 버스는 모든 시민이 안전하게 집에 돌아갈 수 있게 한다",
    "emoji": "🚌 👩‍💻 🇳🇴 🇫🇷 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ 👍🏽 1️⃣ 👨‍👩‍👧‍👦 ☎",
    "India": "বাংলা স্কুল ਪੰਜਾਬੀ ગુજરાતી ଓଡ଼ିଆ தமிழ் తెలుగు ಕನ್ನಡ മലയാളം සිංහල ශ්‍රී",
    "further": "ລາວ ນ້ຳ ភាសាខ្មែរ မြန်မာဘာသာ Հայերեն ქართული አማርኛ ދިވެހި",
    "signs": "12 (24/7) 20:15 50% €5,00 [a] {b} <c> ≤ ≥ → ☑ ½ ₂ 𝒙 C:\\x a/b \u00a0 12\u00a0%",
}

TRICKS = (
    "<b>bold</b> & <i>never closed",
    "<img src='/etc/passwd'> <img src=\"http://example.org/x.png\">",
    "<para> </para><font color=\"__import__('os')\">",
    "{} {0} %s %d %(x)s",
    "a NUL \0 and an escape \x1b[31m",
    "(brackets) \\ backslash ( unbalanced",
    "ET Q (x) Tj EMC BT /Span <</ActualText (no)>> BDC",
    "open \u202egpj.exe now \u2066isolate\u2069 \u202b",
    "line one\nline two\n\n\tline four",
    "Z" + "\u0301" * 250 + "\u0323" * 250 + "algo",
    "\u0301alone \u20d2 \ufe0f \u200d",
    "private \ue000 \U0010fffd unassigned \u0378 noncharacter \ufffe tag \U000e0041",
    "half \ud83d of a pair",
    "ᎠᎡ Cherokee ཀ Tibetan ⵣ Tifinagh",
    "a\u200bb\u00adc\u2060d\u034fe",
    "\u1112\u1161\u11ab\u1100\u1173\u11af jamo",
    "👍🏽👍🏽\u200d\u200d🇳🇴🇳",
)


def canvas_of(seed: int) -> Canvas:
    """A canvas whose words and number of notes follow from `seed`, with the title and the city in any script."""
    dice = random.Random(seed)
    notes = [(dice.choice(builders.BOXES), words) for words in _notes(dice)]
    canvas = board(notes, title=line(_phrase(dice), "Title"), city=line(_phrase(dice), "City"))
    tagged = [note for box in builders.BOXES for note in canvas.notes_in(box) if dice.random() < 0.2]
    canvas.write([replace(note, tags=("saving", "مباشر")) for note in tagged])
    return canvas


def _notes(dice: random.Random) -> list[str]:
    count = dice.choice((1, 5, 14, 40, 80))
    found = [clean(_note(dice)) for _ in range(count)]
    if dice.random() < 0.2:
        found.append(dice.choice("aש深あ") * 4000)
    # no two alike, so that one left out and one printed twice cannot make up for each other
    return [f"{text} {place}" for place, text in enumerate(found) if text]


def _note(dice: random.Random) -> str:
    chance = dice.random()
    if chance < 0.2:
        return dice.choice(TRICKS)
    if chance < 0.3:
        return "".join(_any_character(dice) for _ in range(dice.randint(1, 40)))
    return " ".join(_phrase(dice) for _ in range(dice.randint(1, 6)))


def _phrase(dice: random.Random) -> str:
    words = SCRIPTS[dice.choice(list(SCRIPTS))].split(" ")
    return " ".join(dice.choice(words) for _ in range(dice.randint(1, 6)))


def _any_character(dice: random.Random) -> str:
    return chr(dice.choice((dice.randint(0x20, 0x2FF), dice.randint(0x300, 0x3FFF), dice.randint(0, 0x2FFFF))))
