"""Who was in a meeting, and for how long: a CSV from Zoom's report, page by page."""

import csv
import dataclasses
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request


class ReportError(Exception):
    """Zoom has no report of that meeting; its words say why."""


@dataclasses.dataclass
class Attendee:
    name: str
    email: str
    seconds: int = 0
    joins: int = 0


class ZoomReports:
    def __init__(self, api_base_url, token, page_size=300):
        self.api_base_url, self.token, self.page_size = api_base_url, token, page_size

    def _get(self, path, **query):
        request = urllib.request.Request(
            self.api_base_url + path + ("?" + urllib.parse.urlencode(query) if query else ""),
            headers={"Authorization": f"Bearer {self.token}"},
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise ReportError(json.load(error)["message"]) from error

    def instances(self, meeting):
        """The UUIDs of the sittings of a meeting that are over."""
        return [instance["uuid"] for instance in self._get(f"/past_meetings/{meeting}/instances")["meetings"]]

    def participants(self, meeting):
        """Each joining of a meeting, given by its number or by the UUID of one of its instances."""
        encoded = urllib.parse.quote(meeting, safe="")
        if meeting.startswith("/") or "//" in meeting:
            encoded = urllib.parse.quote(encoded, safe="")
        query = {"page_size": self.page_size}
        while True:
            page = self._get(f"/report/meetings/{encoded}/participants", **query)
            yield from page["participants"]
            if not page["next_page_token"]:
                return
            query["next_page_token"] = page["next_page_token"]

    def attendees(self, meeting):
        """One entry for each person, however often they joined; the longest first."""
        people = {}
        for row in self.participants(meeting):
            who = people.setdefault(row["user_email"] or row["name"], Attendee(row["name"], row["user_email"]))
            who.seconds += row["duration"]
            who.joins += 1
        return sorted(people.values(), key=lambda who: (-who.seconds, who.name))


def write_csv(attendees, out):
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["name", "email", "minutes", "joins"])
    for who in attendees:
        rows.writerow([who.name, who.email, round(who.seconds / 60), who.joins])


if __name__ == "__main__":
    reports = ZoomReports(os.environ["ZOOM_API_BASE_URL"], os.environ["ZOOM_TOKEN"])
    write_csv(reports.attendees(sys.argv[1]), sys.stdout)
