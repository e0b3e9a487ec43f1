"""Invented persons and groups for the tests of printed things."""

import functools
import io
from datetime import date
from typing import Any

from PIL import Image, ImageDraw

from samarth_desktop.domain.certificate import Address, CertificateData, Pair, Signatory


@functools.cache
def photo(size: tuple[int, int] = (420, 540), kind: str = "JPEG") -> bytes:
    """A drawn face."""
    image = Image.new("RGB", size, "#E8E0D0")
    draw = ImageDraw.Draw(image)
    wide, high = size
    draw.ellipse((wide * 0.25, high * 0.15, wide * 0.75, high * 0.6), fill="#C9543A")
    draw.ellipse((wide * 0.36, high * 0.25, wide * 0.64, high * 0.53), fill="#C99268")
    draw.ellipse((wide * 0.1, high * 0.7, wide * 0.9, high * 1.3), fill="#74384E")
    target = io.BytesIO()
    image.save(target, kind)
    return target.getvalue()


@functools.cache
def emblem() -> bytes:
    """A drawn emblem with a transparent ground."""
    image = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((5, 5, 295, 295), outline="#26387C", width=8)
    draw.polygon([(150, 40), (260, 200), (40, 200)], fill="#C88A18")
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def certificate(**changes: Any) -> CertificateData:
    """An onboarding certificate; every field can be another."""
    fields: dict[str, Any] = {
        "kind": "onboarding",
        "serial": "A-7KQ4MX-00198-Q",
        "registration": "UP-7KQ4MX-00214-E",
        "name": Pair("शबनम बानो", "Shabnam Bano"),
        "issued": date(2026, 11, 12),
        "programme": Pair("एक जनपद एक उत्पाद, उत्तर प्रदेश", "One District One Product, Uttar Pradesh"),
        "partner": Pair("फ़्लिपकार्ट समर्थ के साथ", "with Flipkart Samarth"),
        "honorific": "smt",
        "gender": "female",
        "relation": "husband",
        "relative": Pair("मोहम्मद असलम", "Mohammad Aslam"),
        "address": Address(Pair("ज़ैदपुर", "Zaidpur"), Pair("हरख", "Harakh"), Pair("बाराबंकी", "Barabanki")),
        "lines_hi": ("को **एक जनपद एक उत्पाद** कार्यक्रम में **हथकरघा बुनकर** के रूप में पंजीकृत किया गया है।",),
        "lines_en": ("is registered as a **handloom weaver** under **One District One Product**.",),
        "photo": photo(),
        "issuer": Signatory(Pair("सुनीता यादव", "Sunita Yadav"), Pair("फ़ील्ड समन्वयक", "Field Coordinator")),
        "second": Signatory(Pair("ज़िला कार्यक्रम अधिकारी", "District Programme Officer"), Pair("बाराबंकी", "Barabanki")),
    }
    return CertificateData(**{**fields, **changes})


LONG: dict[str, Any] = {
    "name": Pair(
        "श्रीमती राजराजेश्वरी देवी चंद्रशेखरन विश्वकर्मा वंशीधर त्रिपाठी",
        "Rajarajeshwari Devi Chandrashekharan Vishwakarma Vanshidhar Tripathi",
    ),
    "relative": Pair("लक्ष्मीनारायण चंद्रशेखरन विश्वकर्मा", "Lakshminarayan Chandrashekharan Vishwakarma"),
    "address": Address(
        Pair("मोहम्मदपुर खाला उर्फ़ नवाबगंज", "Mohammadpur Khala alias Nawabganj"),
        Pair("सिरौली गौसपुर", "Sirauli Ghauspur"),
        Pair("बाराबंकी", "Barabanki"),
        Pair("उत्तर प्रदेश", "Uttar Pradesh"),
        Pair("मोहम्मदपुर खाला ग्राम पंचायत समूह", "Mohammadpur Khala Gram Panchayat Cluster"),
    ),
    "emblem": emblem(),
}
GROUP: dict[str, Any] = {
    "kind": "shg",
    "photo": None,
    "serial": "S-7KQ4MX-00011-M",
    "name": Pair("माँ गौरी महिला स्वयं सहायता समूह", "Maa Gauri Mahila Self-Help Group"),
    "honorific": "",
    "relation": "",
    "relative": Pair(),
    "facts": (("Members", Pair("12", "12")),),
}
