#!/usr/bin/env bash
# Unpacks the libraries that mysqld needs, libaio and libnuma, into the folder $1. Needs apt, not root.
set -uo pipefail
cd "$1" || exit
options=(-o APT::Sandbox::User=root)

download() {
  local libaio
  # Debian 13 and Ubuntu 24.04 renamed it when they made time 64 bits wide.
  for libaio in libaio1t64 libaio1; do
    apt-get download "${options[@]}" "$libaio" libnuma1 && return
  done
  return 1
}

if ! download; then
  # An image built without package lists: fetch them into this folder.
  mkdir -p apt/lists/partial
  options+=(-o "Dir::State::lists=$PWD/apt/lists" -o "Dir::Cache=$PWD/apt")
  apt-get update "${options[@]}"
  download || exit 1
fi
for package in ./*.deb; do
  dpkg -x "$package" unpacked
done
for library in libaio.so.1 libnuma.so.1; do
  ln -sf "$(find unpacked -name "$library*" | sort | head -n 1)" "$library"
done
