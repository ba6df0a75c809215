#!/bin/sh
# Draws the pictures of docs/view.md anew, without a display.
set -eu
cd "$(dirname "$0")/../.."

draw() { # PICTURE SCENARIO OPTION…
  picture=$1
  scenario=$2
  shift 2
  ./tailback ui "scenarios/incidents/$scenario.yaml" "$@" --snapshot "docs/pictures/$picture.png"
}

hub=eventlet-blocking-call
slots=postgres-exhaustion-200rps
pool="PgBouncer in transaction mode"

draw view $slots --at 12.5s --size 1440x900
draw view-room $hub --at 20.3s --size 1280x720 --mode room
draw view-compare $slots --at 22.5s --size 1280x720 --compare "$pool"

number=0
for time in 33.70s 33.95s 34.70s 34.82s 35.30s; do
  number=$((number + 1))
  draw view-hub-$number $hub --at $time --size 1280x720
done

number=0
for time in 0.10s 0.45s 0.66s; do
  number=$((number + 1))
  draw view-slots-$number $slots --set warmup=0s --at $time --size 1280x720
done
draw view-slots-4 $slots --variant "$pool" --at 20s --size 1280x720
draw view-slots-5 $slots --variant "$pool" --set stack.pgbouncer.default_pool_size=5 --at 20s \
  --size 1280x720
