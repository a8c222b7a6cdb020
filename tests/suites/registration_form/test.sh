#!/bin/sh
exec php registration_test.php
