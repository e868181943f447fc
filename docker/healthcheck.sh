#!/usr/bin/env bash
# Is the server ready for requests? Needs nothing but bash and grep, for the base image has no curl.
set -euo pipefail
port="${SERVER_PORT:-8080}"
exec 3<> "/dev/tcp/127.0.0.1/${port}"
printf 'GET /actuator/health/readiness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
grep --quiet '"status":"UP"' <&3
