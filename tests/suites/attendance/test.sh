#!/bin/sh
exec python3 -m unittest --verbose attendance_test
