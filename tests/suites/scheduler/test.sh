#!/bin/sh
exec node --test --test-reporter=spec .
