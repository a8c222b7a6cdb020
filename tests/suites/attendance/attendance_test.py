import io
import os
import unittest

from attendance import ReportError, ZoomReports, write_csv

SERIES = "5638296755"  # a sitting of it has a UUID that begins with a slash
RUNNING = "93398114182"

REPORT = """\
name,email,minutes,joins
Ada,ada@example.com,50,2
Bob,bob@example.com,30,1
Guest,,30,1
"""


def reports():
    return ZoomReports(os.environ["ZOOM_API_BASE_URL"], os.environ["ZOOM_MOCK_TOKEN"])


class AttendanceTest(unittest.TestCase):
    def test_everybody_is_there_however_many_pages_it_takes(self):
        out = io.StringIO()
        write_csv(reports().attendees(SERIES), out)
        self.assertEqual(out.getvalue(), REPORT)

    def test_each_sitting_has_its_own_attendees(self):
        sittings = reports().instances(SERIES)
        names = {tuple(sorted(who.name for who in reports().attendees(uuid))) for uuid in sittings}
        self.assertEqual(names, {("Ada", "Bob", "Guest"), ("Cy", "Dee")})

    def test_a_meeting_that_is_not_over_has_no_report(self):
        with self.assertRaisesRegex(ReportError, RUNNING):
            reports().attendees(RUNNING)


if __name__ == "__main__":
    unittest.main()
