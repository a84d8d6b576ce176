#!/usr/bin/env python3
"""Writes the sample site: 100 people, 50 pairs, 12 rooms on 3 floors, topics, and a calendar for each person and room.

The files are committed; run this only to change them. The same script always writes the same bytes. Every event recurs
without an end from January 2026 on, so the site is alive on any later day. Nobody here exists.
"""
import csv
import datetime as dt
import pathlib
import random
import shutil

HERE = pathlib.Path(__file__).resolve().parent
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
FIRST_MONDAY = dt.date(2026, 1, 5)

FRENCH_SENIORS = """Anne-Laure Bérénger|Philippe Castaing|Véronique Dubreuil|Jean-François Estève|Catherine Fontanel
Marie-Françoise de La Tour-d'Espagnac|Bernard Guilhot|Isabelle Héraud|Jean-Christophe Izard|Nathalie Jouvenel
Pierre-Emmanuel Kerguélen|Sylvie Lacaze|Hervé Maillebiau|Brigitte Nédélec|Xavier Olivier-Dufresne
Dominique Pélissier|Gérard Quesnel|Martine Roussillon|Thierry Sallèles|Françoise Thévenin
Étienne Urvoy|Corinne Vasseur|Alain Weil-Brunschwig|Élisabeth Xaintrailles|Yves Ygouf
Béatrice Zimmerlin|Olivier Aubépart|Marie-Noëlle Bonnecaze|Stéphane Chaussignand|Agnès Désormeaux
François-Xavier Échenoz|Sophie Fauconnier|Laurent Gévaudan|Pascale Hébrard|Benoît d'Isigny
Clotilde Jaubert|Frédéric Lemoigne|Muriel Œuvrard""".replace("\n", "|").split("|")
ENGLISH_SENIORS = """Margaret Ashworth|Richard Blackwood-Hayes|Susan O'Connell|Geoffrey Pemberton|Deborah Fairweather
Alistair McAllister|Patricia Whitcombe|Nigel Thistlethwaite|Rosalind Hargreaves|Desmond Okafor
Christopher Featherstonehaugh-Cholmondeley|Judith Llewellyn""".replace("\n", "|").split("|")
FRENCH_JUNIORS = """Chloé Lefèvre|Théo Marchandeau|Inès Benhaddou|Lucas Peyrègne|Maëlys Le Goff
Noé Chassagne|Zoé Bricout|Raphaël N'Diaye|Léa Vaillancourt|Hugo Tronchet
Aïcha Belkacemi|Mathéo Delcourt|Jade Nguyễn|Gaël Kermarrec|Anaïs Poitevin
Éloïse Bastide|Yanis Cherif|Capucine Rivoire|Loïc Hénaff|Fatoumata Diarra
Tristan Escoffier|Salomé Guérinet|Enzo Bianchini|Célestine Lavergne|Malo Quéméré
Kenza Amrani|Baptiste Ozanne|Océane Fabrègues|Timothée Wagner|Héloïse Charbonnel
Ewen Le Bihan|Naïs Combaluzier|Adèle Rochebrune|Jean-Loup Saint-Aubin|Assia Mahfoudi
Romane Dutertre|Côme Villepreux|Ambre Zielinski""".replace("\n", "|").split("|")
ENGLISH_JUNIORS = """Callum Harrington|Priya Raghunathan|Emily Stanhope|Oluwaseun Adeyemi|Freya Bradshaw
Rhys Pritchard|Zara Siddiqui|Jack Winterbourne|Saoirse Ní Bhriain|Tom Li
Amelia Kirkpatrick|Maximiliano Álvarez de Toledo-Fernández""".replace("\n", "|").split("|")

DEPARTMENTS = ["Finance", "Ressources humaines", "Juridique", "Achats", "Marketing", "Systèmes d'information",
               "Relation client", "Risques et conformité", "Communication", "Services généraux"]

# name, floor, seats, equipment
ROOMS = [("Loire", 0, 2, ["accessible"]), ("Garonne", 0, 4, ["accessible", "screen"]),
         ("Rhône", 0, 6, ["accessible", "screen", "whiteboard"]),
         ("Seine", 0, 12, ["accessible", "screen", "video", "whiteboard"]),
         ("Saône", 1, 2, []), ("Isère", 1, 3, ["screen"]), ("Adour", 1, 4, ["screen", "whiteboard"]),
         ("Dordogne", 1, 8, ["screen", "video"]), ("Hérault", 2, 2, ["whiteboard"]), ("Vendée", 2, 2, ["screen"]),
         ("Charente", 2, 4, ["screen", "video"]), ("Moselle", 2, 10, ["accessible", "screen", "video", "whiteboard"])]

TOPICS = [("information", "Gérer l'information", "Managing information"),
          ("collaboration", "Collaborer et faire réseau", "Collaborating and networking"),
          ("identity", "Image professionnelle et données personnelles", "Personal branding and my data"),
          ("learning", "Apprendre en ligne", "Learning online"),
          ("company-tools", "Les outils numériques de l'entreprise", "The company's own digital tools"),
          ("ai-assistants", "Assistants d'intelligence artificielle", "AI assistants"),
          ("team-chat", "Messagerie d'équipe", "Team chat"),
          ("security", "Hameçonnage et mots de passe", "Phishing and passwords")]

PARIS = """BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE""".split("\n")
NEW_YORK = """BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:DAYLIGHT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
TZNAME:EDT
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
TZNAME:EST
END:STANDARD
END:VTIMEZONE""".split("\n")


def split_name(name):
    given, family = name.split(" ", 1)
    return given, family


def folded(line):
    """RFC 5545 section 3.1: no line over 75 octets, and no character cut in two."""
    parts, part = [], ""
    for character in line:
        if len((part + character).encode()) > (75 if not parts else 74):
            parts.append(part)
            part = ""
        part += character
    return "\r\n ".join(parts + [part])


def text(value):
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


class Calendar:
    """One .ics file; each event gets the next number of its owner as UID."""

    def __init__(self, owner):
        self.owner = owner
        self.events = []

    def add(self, summary, *properties):
        number = len(self.events) + 1
        self.events.append(["BEGIN:VEVENT", f"UID:{self.owner}-{number}@horizon.example", "DTSTAMP:20260102T080000Z",
                            f"SUMMARY:{text(summary)}", *properties, "END:VEVENT"])

    def weekly(self, summary, weekday, hour, minute, minutes, *, every=1, except_weeks=(), zone="Europe/Paris",
               properties=(), phase=0):
        """`weekday` counts from Monday = 0; `phase` shifts the first week of an event that is not in every week."""
        day = FIRST_MONDAY + dt.timedelta(days=weekday, weeks=phase)
        start = dt.datetime.combine(day, dt.time(hour, minute))
        end = start + dt.timedelta(minutes=minutes)
        lines = [f"DTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}", f"DTEND;TZID={zone}:{end:%Y%m%dT%H%M%S}",
                 f"RRULE:FREQ=WEEKLY;INTERVAL={every};BYDAY={WEEKDAYS[weekday]}"]
        for week in except_weeks:
            lines.append(f"EXDATE;TZID={zone}:{start + dt.timedelta(weeks=week * every):%Y%m%dT%H%M%S}")
        self.add(summary, *lines, *properties)

    def leave(self, first, days):
        """All day, every year from that date on."""
        self.add("Congés", f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
                 f"DTEND;VALUE=DATE:{first + dt.timedelta(days=days):%Y%m%d}", "RRULE:FREQ=YEARLY")

    def write(self, path):
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tandem//Sample site//FR", "CALSCALE:GREGORIAN", *PARIS]
        if any("America/New_York" in line for event in self.events for line in event):
            lines += NEW_YORK
        lines += [line for event in self.events for line in event] + ["END:VCALENDAR"]
        path.write_bytes(("\r\n".join(folded(line) for line in lines) + "\r\n").encode())


def write_csv(name, header, rows):
    with open(HERE / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def people():
    """p001 to p050 are mentors (juniors), p051 to p100 mentees. Badge 70000000 + number, PIN 1000 + number."""
    rows = []
    for names, french in ((FRENCH_JUNIORS, 38), (FRENCH_SENIORS, 38)):
        english = ENGLISH_JUNIORS if names is FRENCH_JUNIORS else ENGLISH_SENIORS
        assert len(names) == french and len(english) == 12, (len(names), len(english))
        for name in names + english:
            number = len(rows) + 1
            visibility = "hidden" if number % 19 == 0 else "initials" if number % 3 == 0 else "full"
            rows.append([f"p{number:03}", *split_name(name), DEPARTMENTS[number * 7 % 10],
                         "en" if name in english else "fr", visibility, str(70000000 + number), str(1000 + number),
                         f"calendars/people/p{number:03}.ics"])
    assert len(rows) == 100 and len({row[0] for row in rows}) == 100
    return rows


def pairs(people_rows):
    """Mentor n with a mentee of another department: no pair shares a reporting line."""
    department = {row[0]: row[3] for row in people_rows}
    rows = []
    for number in range(1, 51):
        mentor, mentee = f"p{number:03}", f"p{50 + (number * 13 + 4) % 50 + 1:03}"
        assert department[mentor] != department[mentee], (mentor, mentee)
        started = dt.date(2025, 10, 6) + dt.timedelta(days=number * 11 % 84)
        topics = [TOPICS[(number + step) % len(TOPICS)][0] for step in (0, 3, 5)]
        rows.append([f"b{number:02}", mentor, mentee, started.isoformat(), 2 if number % 10 == 0 else 4, 6,
                     "|".join(topics)])
    assert len({row[2] for row in rows}) == 50
    return rows


def person_calendar(number, department):
    chance = random.Random(1000 + number)
    calendar = Calendar(f"p{number:03}")
    team = DEPARTMENTS.index(department)
    calendar.weekly("Réunion d'équipe " + department, team % 5, 9 + team // 5 * 5, 30, 60, except_weeks=(17, 32))
    calendar.weekly("Point hebdomadaire", chance.randrange(5), chance.choice((11, 14, 16)), 0, 30,
                    except_weeks=(chance.randrange(4, 40),))
    for _ in range(4):
        calendar.weekly(chance.choice(("Comité projet", "Revue", "Atelier", "Rendez-vous client", "Formation")),
                        chance.randrange(5), chance.randrange(8, 18), chance.choice((0, 15, 30)),
                        chance.choice((45, 60, 90)), every=chance.choice((1, 1, 2)), phase=chance.randrange(2))
    if number % 4 == 0:
        calendar.add("Mêlée du matin", "DTSTART;TZID=Europe/Paris:20260105T091500", "DURATION:PT15M",
                     "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
    if number % 6 == 0:
        calendar.add("Comité mensuel", "DTSTART;TZID=Europe/Paris:20260113T100000",
                     "DTEND;TZID=Europe/Paris:20260113T120000", "RRULE:FREQ=MONTHLY;BYDAY=2TU")
    if number % 9 == 0:
        calendar.weekly("Call with New York", 3, 10, 0, 60, zone="America/New_York")
    if number % 11 == 0:
        calendar.weekly("Concentration (libre)", 4, 14, 0, 120, properties=("TRANSP:TRANSPARENT",))
    if number % 13 == 0:
        calendar.weekly("Projet arrêté", 1, 8, 0, 600, properties=("STATUS:CANCELLED",))
    if department == "Systèmes d'information":
        # Crosses both changes of the clock every year.
        calendar.weekly("Astreinte de nuit", 6, 1, 30, 180, except_weeks=(12,))
    summer = dt.date(2026, 7, 6) + dt.timedelta(weeks=2 * (number % 4))
    calendar.leave(summer, 12)
    if number % 3 == 0:
        calendar.leave(dt.date(2026, 12, 24), 9)
    return calendar


def room_calendar(index, name):
    chance = random.Random(2000 + index)
    calendar = Calendar(f"r{index:02}")
    for weekday in range(5):
        for hour in chance.sample(range(8, 18), 3):
            calendar.weekly("Réservée : " + chance.choice(("équipe projet", "comité", "entretien", "formation")),
                            weekday, hour, chance.choice((0, 30)), chance.choice((30, 60, 60)),
                            every=chance.choice((1, 1, 2)), phase=chance.randrange(2),
                            except_weeks=(chance.randrange(1, 20), chance.randrange(20, 40)),
                            properties=(f"LOCATION:{text('Salle ' + name)}",))
    calendar.weekly("Ménage de fond", 5, 7, 30, 45)
    if index % 5 == 0:
        calendar.add("Contrôle annuel", "DTSTART;VALUE=DATE:20260316", "DTEND;VALUE=DATE:20260317",
                     "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=3MO")
    return calendar


def main():
    for folder in ("people", "rooms"):
        shutil.rmtree(HERE / "calendars" / folder, ignore_errors=True)
        (HERE / "calendars" / folder).mkdir(parents=True)
    people_rows = people()
    write_csv("people.csv", ["id", "given_name", "family_name", "department", "language", "visibility", "badge", "pin",
                             "calendar"], people_rows)
    write_csv("pairs.csv", ["id", "mentor", "mentee", "started_on", "cadence_weeks", "planned_sessions", "topics"],
              pairs(people_rows))
    write_csv("topics.csv", ["id", "name_fr", "name_en"], TOPICS)
    write_csv("rooms.csv", ["id", "name", "floor", "seats", "equipment", "calendar", "out_of_order"],
              [[f"r{index:02}", name, floor, seats, "|".join(equipment), f"calendars/rooms/r{index:02}.ics", "no"]
               for index, (name, floor, seats, equipment) in enumerate(ROOMS, start=1)])
    for number, row in enumerate(people_rows, start=1):
        person_calendar(number, row[3]).write(HERE / "calendars" / "people" / f"{row[0]}.ics")
    for index, (name, *_) in enumerate(ROOMS, start=1):
        room_calendar(index, name).write(HERE / "calendars" / "rooms" / f"r{index:02}.ics")


if __name__ == "__main__":
    main()
