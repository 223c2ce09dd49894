"""Copy the few front-end files that pages load, with their licences, from node_modules to static/vendor."""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
SARABUN = "@fontsource/sarabun"
NOBLE = ("sha2.js", "hmac.js", "utils.js", "_md.js", "_u64.js", "LICENSE")
CIPHERS = ("chacha.js", "_arx.js", "_poly1305.js", "utils.js", "LICENSE")
NOTO = "@expo-google-fonts/noto-"
# For PDF: what Sarabun has no letters for. No browser is sent them.
SCRIPTS = {"emoji": "Emoji", "sans-lao": "SansLao", "sans-khmer": "SansKhmer", "sans-myanmar": "SansMyanmar"}
# Of the fonts for Arabic and Jawi this one draws each letter whole: of others readers get letters twice from a PDF.
ARABIC = "@expo-google-fonts/vazirmatn"
# from node_modules/ -> to static/vendor/
FILES = {
    "socket.io-client/dist/socket.io.min.js": "socket.io.min.js",
    "socket.io-client/LICENSE": "socket.io.LICENSE",
    "lean-qr/index.mjs": "lean-qr.js",
    "lean-qr/LICENSE": "lean-qr.LICENSE",
    **{f"@noble/hashes/{name}": f"noble/{name}" for name in NOBLE},
    **{f"@noble/ciphers/{name}": f"noble/ciphers/{name}" for name in CIPHERS},
    **{
        f"{SARABUN}/files/sarabun-{script}-{weight}-normal.woff2": f"sarabun/sarabun-{script}-{weight}.woff2"
        for script in ("thai", "latin")
        for weight in (400, 700)
    },
    f"{SARABUN}/LICENSE": "sarabun/LICENSE",
    **{
        f"{NOTO}{script}/400Regular/Noto{name}_400Regular.ttf": f"scripts/Noto{name}-Regular.ttf"
        for script, name in SCRIPTS.items()
    },
    **{f"{NOTO}{script}/LICENSE_FONT": f"scripts/Noto{name}.LICENSE" for script, name in SCRIPTS.items()},
    f"{ARABIC}/400Regular/Vazirmatn_400Regular.ttf": "scripts/Vazirmatn-Regular.ttf",
    f"{ARABIC}/LICENSE_FONT": "scripts/Vazirmatn.LICENSE",
}


def copy() -> None:
    """Fill static/vendor afresh; exits naming the first file that its package no longer has."""
    missing = [source for source in FILES if not (ROOT / "node_modules" / source).is_file()]
    if missing:
        sys.exit(f"vendor: not found in node_modules: {missing[0]}; run `npm ci --ignore-scripts`")
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, target in FILES.items():
        (VENDOR / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "node_modules" / source, VENDOR / target)


if __name__ == "__main__":
    copy()
