"""Writes what a package says of itself: manual pages, licences, list of parts (SBOM).

    python3 papers.py manual HELP.json VERSION DATE FOLDER   one page a command, from `plkk --experimental-dump-help`
    python3 papers.py licences CHECKOUTS OURS                a debian/copyright file
    python3 papers.py changes CHANGELOG.md                   the entries of a debian/changelog
    python3 papers.py parts RESOLVED VERSION DATE            CycloneDX 1.5 as JSON
"""
import gzip
import json
import os
import re
import sys
import textwrap


def escaped(text):
    """Text as mdoc takes it: no line begins with a control character, no word is a macro."""
    lines = text.replace("\\", "\\e").split("\n")
    return "\n".join("\\&" + line if line[:1] in ".'" else line for line in lines)


def option(argument):
    names = [("--" if n["kind"] == "long" else "-") + n["name"] for n in argument.get("names", [])]
    value = f" <{argument['valueName']}>" if argument["kind"] == "option" else ""
    return ", ".join(names) + value if names else f"<{argument['valueName']}>"


def page(command, path, version, date, below):
    name = "-".join(path)
    month = ("January February March April May June July August September October November "
             "December").split()[int(date[5:7]) - 1]
    out = [f".Dd {month} {int(date[8:])}, {date[:4]}", f".Dt {name.upper()} 1", f".Os plkk {version}",
           ".Sh NAME", f".Nm {name}", f".Nd {escaped(command.get('abstract', '')).rstrip('.')}"]
    shown = [a for a in command.get("arguments", []) if a.get("shouldDisplay", True)]
    usage = " ".join(path) + "".join(
        (" [%s]" if a["isOptional"] else " %s") % option(a) for a in shown)
    out += [".Sh SYNOPSIS", ".Bd -ragged", escaped(usage), ".Ed"]
    if command.get("discussion"):
        out += [".Sh DESCRIPTION", ".Bd -literal", escaped(command["discussion"]), ".Ed"]
    if shown:
        out += [".Sh OPTIONS", ".Bl -tag -width Ds"]
        for argument in shown:
            words = argument.get("abstract", "")
            if argument.get("defaultValue"):
                words += f" (default: {argument['defaultValue']})"
            out += [f".It {escaped(option(argument))}", escaped(words)]
        out.append(".El")
    if below:
        out.append(".Sh SEE ALSO")
        out += [f".Xr {each} 1 ," for each in below[:-1]] + [f".Xr {below[-1]} 1"]
    return name, "\n".join(line for line in out if line) + "\n"


def manual(dump, version, date, folder):
    def walk(command, path):
        below = [c for c in command.get("subcommands", []) if c["commandName"] != "help"
                 and c.get("shouldDisplay", True)]
        name, text = page(command, path, version, date,
                          ["-".join(path + [c["commandName"]]) for c in below])
        with open(f"{folder}/{name}.1.gz", "wb") as file:
            file.write(gzip.compress(text.encode(), mtime=0))
        for each in below:
            walk(each, path + [each["commandName"]])

    with open(dump) as file:
        walk(json.load(file)["command"], ["plkk"])


def licences(checkouts, ours):
    print("Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/")
    print("Upstream-Name: plkk\n\nFiles: *\nCopyright: the authors of plkk")
    print(licence("plkk", open(ours).read()))
    for name in sorted(os.listdir(checkouts)):
        folder = f"{checkouts}/{name}"
        texts = [f for f in sorted(os.listdir(folder)) if re.match(r"(?i)licen[cs]e", f)]
        if not texts:
            sys.exit(f"{name} has no licence file")
        text = open(f"{folder}/{texts[0]}", errors="replace").read()
        holders = re.findall(r"(?im)^\s*(?:copyright|©)\s+(.*\S)", text)
        print(f"\nFiles: parts/{name}/*")
        print(f"Copyright: {holders[0] if holders else 'the authors of ' + name}")
        print(licence(name, text))


def licence(name, text):
    if "Apache License" in text:
        return ("License: Apache-2.0\n On Debian systems the licence is in"
                " /usr/share/common-licenses/Apache-2.0.")
    return f"License: {name}\n{indented(text)}"


def changes(path):
    entries = re.split(r"(?m)^- ", open(path).read())[1:]
    for entry in entries:
        text = " ".join(entry.split("\n#")[0].split())
        print(textwrap.fill(text, 76, initial_indent="  * ", subsequent_indent="    "))


def indented(text):
    return "\n".join(" " + (line.rstrip() or ".") for line in text.strip().split("\n"))


def parts(resolved, version, date):
    with open(resolved) as file:
        pins = json.load(file)["pins"]
    components = [{
        "type": "library", "name": pin["identity"], "version": pin["state"].get("version", ""),
        "purl": "pkg:swift/" + re.sub(r"^https://|\.git$", "", pin["location"])
                + "@" + pin["state"].get("version", pin["state"]["revision"]),
        "hashes": [{"alg": "SHA-1", "content": pin["state"]["revision"]}],
    } for pin in sorted(pins, key=lambda pin: pin["identity"])]
    print(json.dumps({
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {"timestamp": f"{date}T00:00:00Z",
                     "component": {"type": "application", "name": "plkk", "version": version}},
        "components": components}, indent=1, sort_keys=True))


{"manual": manual, "licences": licences, "changes": changes, "parts": parts}[sys.argv[1]](*sys.argv[2:])
