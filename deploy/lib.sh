# What the scripts here and .ci/run have in common. Sourced; the caller has `set -euo pipefail`.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
data=$root/deploy/data
cd "$root" || exit
mkdir -p "$data"

die() {
  printf 'deploy: %s\n' "$*" >&2
  exit 1
}

# The comment at the top of the script $1 is its manual.
manual() {
  sed -n '2,/^$/ { s/^# \{0,1\}//p; }' "$1"
}

# The first major version of the JDK in folder $1, or 0.
jdk_version() {
  local version=0
  if [[ -x $1/bin/javac && -r $1/release ]]; then
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  fi
  echo "${version:-0}"
}

# Sets JAVA_HOME to a JDK 25 or newer.
find_jdk() {
  local on_path home
  on_path=$(readlink -f "$(command -v java || true)" 2>/dev/null || true)
  for home in "${JAVA_HOME:-}" "${on_path%/bin/java}" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk/libexec/openjdk.jdk/Contents/Home; do
    if [[ -n $home && $(jdk_version "$home") -ge 25 ]]; then
      export JAVA_HOME=$home
      return
    fi
  done
  die "no JDK 25 found; install one (Debian, Ubuntu: temurin-25-jdk from Adoptium; macOS: brew install openjdk;" \
    "sdk install java 25-tem) or set JAVA_HOME"
}

# Runs a command quietly, output to file $2, while telling what ($1) it is and how long it has taken.
# A Ctrl-C reaches the command, too: bash has background jobs ignore SIGINT, so it's sent on as SIGTERM.
quietly() {
  local what=$1 log=$2 start=$SECONDS next=2 status=0 elapsed job traps
  traps=$(trap -p INT TERM HUP)
  shift 2
  "$@" >"$log" 2>&1 </dev/null &
  job=$!
  trap 'kill "$job" 2>/dev/null || true; wait "$job" 2>/dev/null || true; echo; exit 130' INT TERM HUP
  while kill -0 "$job" 2>/dev/null; do
    sleep 0.2
    elapsed=$((SECONDS - start))
    if [[ -t 1 ]]; then
      printf '\r\033[K  … %s %d s' "$what" "$elapsed"
    elif ((elapsed >= next)); then
      printf '  … %s %d s\n' "$what" "$elapsed"
      next=$((elapsed - elapsed % 10 + 10))
    fi
  done
  wait "$job" || status=$?
  trap - INT TERM HUP
  eval "$traps"
  [[ -t 1 ]] && printf '\r\033[K'
  if ((status == 0)); then
    printf '  %-34s %5d s\n' "$what" $((SECONDS - start))
  fi
  return "$status"
}

sha256() {
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi
}

launcher_modules=(deploy/gateway deploy/local-stack deploy/local-stack/servers/{mysql,kafka,cassandra})
launcher_outputs=(deploy/gateway/target/{gateway.jar,classpath} deploy/local-stack/target/{local-stack.jar,classpath}
  deploy/local-stack/servers/{mysql/target/server/bin/mysqld,kafka/target/classpath,cassandra/target/classpath})
service_outputs=({command,query}-side/target/{quarkus-app/{quarkus-run.jar,app,lib/main},openapi/openapi.json})
load_outputs=(command-side/target/quarkus-app/{quarkus-run.jar,app,lib/main} deploy/load/target/classpath)

# The files that the build of these folders ($@) reads.
sources_of() {
  local folder sources=(pom.xml .mvn event-contracts/{,service/}{pom.xml,src/main} deploy/local-stack/servers/pom.xml)
  for folder in "$@"; do
    sources+=("$folder/pom.xml")
    [[ ! -d $folder/src/main ]] || sources+=("$folder/src/main")
    # which has the migrations in its jar
    [[ $folder != deploy/local-stack ]] || sources+=(command-side/migration/src/main/resources/db)
  done
  find "${sources[@]}" -type f
}

# One hash of the files that standard input names.
hash_of_files() {
  LC_ALL=C sort | tr '\n' '\0' | xargs -0 cat | sha256
}

# One hash of what the build of these folders ($@) reads, and of what any build has left of our own code: so one by
# hand, from sources that have changed since, isn't taken for a build of these.
fingerprint() {
  {
    sources_of "$@"
    find "${@/%//target}" \( -name 'local-stack.jar' -o -name 'gateway.jar' -o -path '*/quarkus-app/*' -name '*-SNAPSHOT.jar' \) 2>/dev/null
  } | hash_of_files
}

all_exist() {
  local file
  for file in "$@"; do
    [[ -e $file ]] || return 1
  done
}

# Builds the launcher and the servers, with "services" the two services too, with "load" the command side and the
# module deploy/load, with "start" all of these, unless they're built from these sources.
build_if_stale() {
  local modules=("${launcher_modules[@]}") outputs=("${launcher_outputs[@]}") stamp=$data/build-$1.stamp
  if [[ $1 == services ]]; then
    modules+=(command-side query-side/console query-side)
    outputs+=("${service_outputs[@]}")
  elif [[ $1 == load ]]; then
    modules+=(command-side deploy/load)
    outputs+=("${load_outputs[@]}")
  elif [[ $1 == start ]]; then
    modules+=(command-side query-side/console query-side deploy/load)
    outputs+=("${service_outputs[@]}" "${load_outputs[@]}")
  fi
  if all_exist "$stamp" "${outputs[@]}" && [[ $(<"$stamp") == "$(fingerprint "${modules[@]}")" ]]; then
    return
  fi
  find_jdk
  quietly "build" "$data/build.log" ./mvnw -q -DskipTests -am -pl "$(IFS=,; echo "${modules[*]}")" package || {
    grep -m 20 -E '^\[ERROR\]|^Error' "$data/build.log" >&2 || tail -n 20 "$data/build.log" >&2
    die "the build fails; the whole of it is in $data/build.log"
  }
  fingerprint "${modules[@]}" >"$stamp"
}

# How many checkouts of other revisions stay; one takes up to 1 GB.
kept_checkouts=4

# Prints the folder with the sources of revision $1, where what scripts build of them stays, too. It is outside this
# checkout. The last used ones stay.
checkout_of() {
  local builds=${CARTULARY_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/cartulary}/builds revision folder old
  revision=$(git rev-parse --short=7 "$1^{commit}") || die "no such revision: $1"
  folder=$builds/$revision
  if [[ ! -f $folder/checked-out ]]; then
    rm -rf "$folder"
    mkdir -p "$folder"
    git archive "$revision" | tar -x -C "$folder"
  fi
  touch "$folder/checked-out"
  # shellcheck disable=SC2012 # the names are of revisions
  ls -t "$builds"/*/checked-out | tail -n "+$((kept_checkouts + 1))" | while read -r old; do rm -rf "${old%/*}"; done
  echo "$folder"
}

# Puts kustomize on the PATH where neither it nor kubectl is, if there is Go to build it with. Without any of them the
# manifests can't be rendered, and the tests of them are skipped and counted as such.
find_kustomize() {
  local module=sigs.k8s.io/kustomize/kustomize/v5@v5.8.1 folder=$data/bin
  if command -v kustomize >/dev/null || kubectl kustomize --help >/dev/null 2>&1; then
    return
  fi
  if [[ ! -x $folder/kustomize ]] && command -v go >/dev/null; then
    GOBIN=$folder quietly "kustomize" "$data/kustomize.log" go install "$module" || tail -n 5 "$data/kustomize.log" >&2
  fi
  if [[ -x $folder/kustomize ]]; then
    export PATH=$folder:$PATH
  else
    echo "The manifests are not tested: there is no kubectl, no kustomize, and no Go that would make it."
  fi
}

# Puts Prometheus' promtool on the PATH where it is not, out of Debian's package, which needs no root. Without it, the tests
# of the alerts are skipped and counted as such.
find_promtool() {
  local folder=$data/bin
  if command -v promtool >/dev/null; then
    return
  fi
  if [[ ! -x $folder/promtool ]] && command -v apt-get >/dev/null && command -v dpkg >/dev/null; then
    mkdir -p "$folder" "$data/promtool"
    quietly "promtool" "$data/promtool.log" bash -c 'cd "$1" && apt-get download prometheus && dpkg -x prometheus_*.deb . &&
      mv usr/bin/promtool "$2"' promtool "$data/promtool" "$folder" || tail -n 5 "$data/promtool.log" >&2
    rm -rf "$data/promtool"
  fi
  if [[ -x $folder/promtool ]]; then
    export PATH=$folder:$PATH
  else
    echo "The alerts are not tried out: there is no promtool, and no package of Debian's to take it from."
  fi
}

# Replaces this process with the launcher.
launcher() {
  find_jdk
  # the JVM does not replace an archive of other jars
  [[ $data/launcher.jsa -nt deploy/local-stack/target/local-stack.jar ]] || rm -f "$data/launcher.jsa"
  exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m \
    -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile="$data/launcher.jsa" -Xlog:disable \
    -Dslf4j.internal.verbosity=ERROR \
    -cp "deploy/local-stack/target/local-stack.jar:$(<deploy/local-stack/target/classpath)" \
    io.cartulary.localstack.Deploy "$@"
}

# shellcheck source=deploy/native.sh
. "$root/deploy/native.sh"
