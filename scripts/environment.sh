# shellcheck shell=sh disable=SC2154 # the five names come from the script that sources this
# Sourced by ./hotseat and ./check: builds a virtual environment from a lock file.
# Expects name (who speaks), here (the checkout), venv, lock, and wanted (what the stamp will hold).
# Speaks on stderr, so that what a command prints can be piped even at the first start.

log=$venv.log
unset PYTHONHOME PYTHONPATH PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$name: $*"
    exit 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Packages are only installed where that needs no password: as root, or with a sudo that asks nothing.
may_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" -eq 0 ] || sudo -n true >/dev/null 2>&1
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120 "$@" \
        </dev/null >>"$log" 2>&1
}

# The package lists may be missing or old: they are fetched when the first try fails.
apt_install() {
    say "Installing system packages: $*"
    apt_get install --no-install-recommends "$@" && return 0
    apt_get update && apt_get install --no-install-recommends "$@"
}

is_installed() {
    case $(dpkg-query -W -f '${Status}' "$1" 2>/dev/null) in
        *" installed") return 0 ;;
        *) return 1 ;;
    esac
}

# need_packages CONSEQUENCE PACKAGE...: on Debian and its kin, installs what is missing or tells how.
need_packages() {
    consequence=$1
    shift
    command -v dpkg-query >/dev/null 2>&1 || return 0
    missing=
    for package in "$@"; do
        is_installed "$package" || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    # shellcheck disable=SC2086 # one word a package
    if may_install && apt_install $missing; then return 0; fi
    say "$name: not installed:$missing; $consequence. To install: sudo apt install$missing"
}

probe='
import os, sys
if not (3, 11) <= sys.version_info[:2] <= (3, 14):
    sys.exit(1)
base = getattr(sys, "_base_executable", None) or sys.executable
exact = os.path.join(os.path.dirname(base), "python%d.%d" % sys.version_info[:2])
print(exact if os.access(exact, os.X_OK) else base)
'

# The name with the version is kept, so that the environment is built anew once that Python goes.
find_python() {
    for candidate in ${HOTSEAT_PYTHON:+"$HOTSEAT_PYTHON"} python3 python3.14 python3.13 \
        python3.12 python3.11 /opt/homebrew/bin/python3 /usr/local/bin/python3 /usr/bin/python3; do
        python=$("$candidate" -c "$probe" 2>/dev/null) && return 0
    done
    return 1
}

# Debian keeps the part of Python that puts pip into an environment in a package of its own.
create_environment() {
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    pip_from=inside
    "$python" -m venv "$venv" >>"$log" 2>&1 && return 0
    if may_install && apt_install "python$version-venv"; then
        rm -rf "$venv"
        "$python" -m venv "$venv" >>"$log" 2>&1 && return 0
    fi
    rm -rf "$venv"
    pip_from=outside
    "$python" -m venv --without-pip "$venv" >>"$log" 2>&1 &&
        "$python" -m pip --python "$venv/bin/python" --version >>"$log" 2>&1 && return 0
    fail "Python lacks its venv module; run: sudo apt install python$version-venv (details: $log)"
}

pip() {
    if [ "$pip_from" = inside ]; then
        set -- "$venv/bin/python" -m pip "$@"
    else
        set -- "$python" -m pip --python "$venv/bin/python" "$@"
    fi
    "$@" --disable-pip-version-check --no-input --progress-bar=off </dev/null 2>&1
}

# On a terminal one line counts the packages; elsewhere each stage has a line.
show_progress() {
    count=0
    total=$(count_packages)
    while IFS= read -r line; do
        printf '%s\n' "$line" >>"$log"
        case $line in
            Collecting*)
                count=$((count + 1))
                package=${line#Collecting }
                [ ! -t 2 ] || printf '\r\033[K  %d of %d: %s' "$count" "$total" "${package%%[ =;]*}" >&2
                ;;
            "Installing collected packages: hotseat") ;;
            "Installing collected packages"*)
                [ ! -t 2 ] || printf '\r\033[K' >&2
                say "Installing them"
                ;;
        esac
    done
    [ ! -t 2 ] || printf '\r\033[K' >&2
}

# All but those that only some Macs need.
count_packages() { grep '^[a-z]' "$lock" | grep -vc " ; sys_platform == "; }

install_packages() {
    say "Fetching $(count_packages) packages"
    {
        if pip install --only-binary=:all: --require-hashes -r "$lock" &&
            pip install --no-deps --no-build-isolation --editable "$here"; then
            : >"$venv/installed"
        fi
    } | show_progress
    [ -f "$venv/installed" ] || fail "$(what_went_wrong) (details: $log)"
}

what_went_wrong() {
    if grep -q 'No space left' "$log"; then
        echo "the disk is full; free 1 GB and start again"
    elif grep -q 'DO NOT MATCH THE HASHES' "$log"; then
        echo "a package is not the one that was tested; start again, and if it stays so report it"
    elif ! grep -Eq '^ *(Downloading|Using cached) ' "$log"; then
        echo "the packages could not be fetched; check the network and start again"
    elif grep -q 'No matching distribution' "$log"; then
        echo "some package is not made for this machine; Linux or macOS 14 with Python 3.11 to 3.13 works"
    else
        echo "the packages could not be installed; start again, and if it stays so read the details"
    fi
}

# One at a time: a second start waits until the first has built the environment.
hold_lock() {
    waited=0
    until mkdir "$venv.lock" 2>/dev/null; do
        holder=$(cat "$venv.lock/pid" 2>/dev/null || true)
        if [ -n "$holder" ] && kill -0 "$holder" 2>/dev/null; then
            [ "$waited" -ne 0 ] || say "Another start is at it (process $holder); waiting"
        elif [ -n "$holder" ] || [ "$waited" -ge 5 ]; then
            rm -rf "$venv.lock" # what held it was cut off
            continue
        fi
        waited=$((waited + 1))
        sleep 1
    done
    echo $$ >"$venv.lock/pid"
    trap 'rm -rf "$venv.lock"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
}

release_lock() {
    rm -rf "$venv.lock"
    trap - EXIT INT TERM HUP
}

# Builds $venv from scratch. The stamp comes last: without it the next start builds again.
build_environment() {
    [ -w "$here" ] || fail "cannot write to $here; move the checkout to a folder of yours"
    hold_lock
    if ready; then
        release_lock
        return 0
    fi
    : >"$log"
    find_python || fail "Python 3.11 to 3.14 is needed, and none was found; install one and start again"
    rm -rf "$venv"
    create_environment
    install_packages
    printf '%s\n' "$wanted" >"$venv/stamp"
    release_lock
}

# Packages for macOS bring PortAudio along; on Linux it is the system's. Typing works without it.
see_to_portaudio() {
    [ "$(uname)" = Linux ] || return 0
    if command -v dpkg-query >/dev/null 2>&1; then
        set --
        has_portaudio || set -- libportaudio2
        ! has_sound_server || is_installed pipewire-alsa || set -- "$@" libasound2-plugins
        need_packages "the microphone may not work, typed answers do" "$@"
    elif ! has_portaudio; then
        say "$name: PortAudio is missing, so only typed answers work. To install: $(portaudio_command)"
    fi
}

has_portaudio() {
    "$venv/bin/python" -c 'import ctypes.util, sys; sys.exit(not ctypes.util.find_library("portaudio"))'
}

# PortAudio speaks ALSA; where PulseAudio or PipeWire holds the microphone, ALSA needs a plug-in.
has_sound_server() {
    [ -n "${PULSE_SERVER:-}" ] || command -v pulseaudio >/dev/null 2>&1 ||
        command -v pipewire >/dev/null 2>&1
}

portaudio_command() {
    if command -v dnf >/dev/null 2>&1; then
        echo "sudo dnf install portaudio alsa-plugins-pulseaudio"
    elif command -v pacman >/dev/null 2>&1; then
        echo "sudo pacman -S portaudio"
    elif command -v zypper >/dev/null 2>&1; then
        echo "sudo zypper install libportaudio2"
    else
        echo "your system's package for portaudio"
    fi
}
