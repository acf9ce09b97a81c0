#!/usr/bin/env bash
# Tests at other moments than now: late in the evening and early in the morning, when the accounts' days are not UTC's; where
# clocks change; at the end of a month and of a year; in years to come. Needs faketime (apt-get install faketime).
#
#   test/clockSweep.sh                 all of unit and engine, four minutes a moment
#   test/clockSweep.sh guard trigger   those that match, as jest's own patterns
#   MOMENTS='2027-03-28 01:30:00' test/clockSweep.sh
#
# Only the clock on the wall is moved: what measures how long something takes goes on as it is.
set -uo pipefail
cd "$(dirname "$0")/.."
command -v faketime >/dev/null || { echo 'faketime is missing: apt-get install faketime' >&2; exit 2; }

# UTC.
moments=(
	'2026-12-31 23:59:50' # the year ends while tests run
	'2027-01-12 23:40:00' # another day in Berlin and Tokyo
	'2027-01-13 00:20:00' # another day in New York
	'2027-01-13 03:30:00' # the day begins in New York soon
	'2027-01-13 05:05:00' # the day has just begun in New York
	'2027-01-13 09:14:50' # a quarter of an hour is over while tests run
	'2027-02-28 23:50:00'
	'2027-03-14 07:30:00' # New York has skipped an hour
	'2027-03-28 00:59:30' # Berlin skips an hour while tests run
	'2027-03-28 01:30:00' # Berlin has skipped an hour
	'2027-10-31 01:30:00' # Berlin has had an hour twice
	'2027-08-31 12:00:00' # a month ago was no 31st
	'2027-12-31 23:50:00'
	'2028-02-29 12:00:00'
	'2030-07-15 21:57:00' # 2026 is longer ago than Meta keeps numbers
)
if [ -n "${MOMENTS:-}" ]; then mapfile -t moments <<<"$MOMENTS"; fi

failed=()
for moment in "${moments[@]}"; do
	echo "== $moment UTC"
	SUITES=${SUITES:-unit,engine} TZ=UTC FAKETIME_DONT_FAKE_MONOTONIC=1 \
		faketime -f "@$moment" npx jest --silent "$@" || failed+=("$moment")
done
if [ ${#failed[@]} -gt 0 ]; then
	printf 'Failed at %s UTC\n' "${failed[@]}"
	exit 1
fi
