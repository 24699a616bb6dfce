# The native binaries, and where they are kept for the next checkout. Sourced by deploy/lib.sh.
#
# A binary is compiled once of the same sources, jars, arguments and compiler, and found again under one hash of all of
# these, in any checkout of this user. CARTULARY_CACHE may name another folder than ~/.cache/cartulary; whatever is in it
# may be deleted. It keeps the twelve that were used last, some 90 MB each. What a hash is made of is in the file `inputs`
# beside the binary: diff tells why one was built anew.

native_cache=${CARTULARY_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/cartulary}/native
native_kept=12

# How binaries for tests are compiled: quickly, and no larger than need be.
quick_native=-Ob,-H:+ReduceCodeSize

# A line "hash  name" for each of the files that standard input names.
hash_each() {
  local tool=(sha256sum)
  command -v sha256sum >/dev/null || tool=(shasum -a 256)
  LC_ALL=C sort | tr '\n' '\0' | xargs -0 "${tool[@]}"
}

# Which native-image, JDK and linker there are: what they say of themselves, and all their files.
native_compiler() {
  "$GRAALVM_HOME/bin/native-image" --version
  (cd "$GRAALVM_HOME" && find -L . -type f | hash_each)
  cat "$JAVA_HOME/release"
  gcc --version 2>/dev/null | head -n 1 || true
}

# The class path of the program in folder $1, as Maven has said, a line for each entry: what is in this checkout as the
# folder of its module, everything else as a file.
native_class_path() {
  [[ ! -f $1/target/native-classpath ]] || tr ':' '\n' <"$1/target/native-classpath" | awk -v here="$(pwd -P)/" '
    index($0, here) == 1 && /\/target\// { $0 = substr($0, length(here) + 1); sub(/\/target\/.*/, "") }
    /./'
}

# The modules that are compiled into the program in folder $1, itself first.
native_modules() {
  echo "$1"
  native_class_path "$1" | grep -v '^/' || true
}

# The jars that are compiled into the program in folder $1.
native_jars() {
  native_class_path "$1" | grep '^/' || true
}

# What says which jars the program in folder $1 is made of.
native_poms() {
  {
    find pom.xml .mvn -type f 2>/dev/null || true
    native_modules "$1" | sed 's|$|/pom.xml|'
  } | hash_each
}

# Whether it is known of what the program in folder $1 is made, and is all there.
is_resolved() {
  local known=$1/target/native-classpath jar
  [[ -f $known && -f $known.poms && $(<"$known.poms") == "$(native_poms "$1")" ]] || return 1
  native_jars "$1" | while IFS= read -r jar; do
    [[ -f $jar ]] || exit 1
  done
}

# Has Maven say what the programs in the folders $@ are made of, where that isn't known.
resolve_native() {
  local folder unknown=()
  for folder in "$@"; do
    is_resolved "$folder" || unknown+=("$folder")
  done
  ((${#unknown[@]} > 0)) || return 0
  quietly "what is compiled into the binaries" "$data/native-classpath.log" \
    ./mvnw -q -Dmaven.test.skip=true -am -pl "$(IFS=,; echo "${unknown[*]}")" compile dependency:build-classpath \
    -Dmdep.includeScope=runtime -Dmdep.outputFile=target/native-classpath || {
    tail -n 20 "$data/native-classpath.log" >&2
    die "Maven does not say what the binaries are made of; the whole of it is in $data/native-classpath.log"
  }
  for folder in "${unknown[@]}"; do
    native_poms "$folder" >"$folder/target/native-classpath.poms"
  done
}

# All that the native build of the program in folder $1 reads, with the compiler's hash $2: a line each. Arguments of the
# environment may be secrets, so only their hash is kept.
native_inputs() {
  local module
  echo "compiler $2"
  echo "arguments ${CARTULARY_NATIVE_ARGS:-}"
  echo "environment $({ env | grep '^QUARKUS_' || true; } | LC_ALL=C sort | sha256)"
  native_jars "$1" | hash_each | sed 's|  .*/|  |'
  {
    find pom.xml .mvn -type f 2>/dev/null || true
    native_modules "$1" | while IFS= read -r module; do
      find "$module/pom.xml" "$module/src/main" -type f 2>/dev/null || true
    done
  } | hash_each
}

# The cache's entry for the program in folder $1, as its inputs have been written down.
native_entry() {
  echo "$native_cache/$(sha256 <"$data/build-native-${1##*/}.inputs" | cut -d ' ' -f 1)"
}

# Takes the binary of the program in folder $1 and the log of its build from the cache's entry $2, if it is there, and whole.
restore_native() {
  local binary target
  [[ -f $2/sha256 ]] || return 1
  binary=$(find "$2" -name '*-runner')
  target=$1/target/${binary##*/}
  if [[ ! -f $binary || $(sha256 <"$binary") != "$(<"$2/sha256")" ]]; then
    rm -rf "$2"
    return 1
  fi
  touch "$2"
  cp "$2/log" "$data/build-native-${1##*/}.log" || return 1
  cmp -s "$binary" "$target" && return
  mkdir -p "$1/target"
  rm -f "$1"/target/*-runner
  cp "$binary" "$target.new" && mv "$target.new" "$target" || return 1
  printf '  %-34s %9s\n' "native binary, ${1##*/}" "kept"
}

# Puts the binary of the program in folder $1, the log of its build and what it is made of into the cache's entry
# $2; then drops the entries that were used longest ago.
keep_native() {
  local binary new
  binary=$(find "$1/target" -maxdepth 1 -name '*-runner')
  mkdir -p "$native_cache"
  new=$(mktemp -d "$native_cache/.new-XXXXXX")
  cp "$data/build-native-${1##*/}.inputs" "$new/inputs"
  cp "$data/build-native-${1##*/}.log" "$new/log"
  cp "$binary" "$new/"
  sha256 <"$binary" >"$new/sha256"
  # another checkout may have been quicker
  rm -rf "$2"
  mv "$new" "$2"
  find "$native_cache" -mindepth 1 -maxdepth 1 -name '.new-*' -mmin +60 -exec rm -rf {} +
  (cd "$native_cache" && ls -t | tail -n +$((native_kept + 1)) | tr '\n' '\0' | xargs -0 rm -rf)
}

# Of Maven's log $2 of several programs, what concerns the one that is called $1: all but what stands under another's name.
# The others are $3…
log_of_native() {
  local name=$1 log=$2
  shift 2
  awk -v name="$name" -v programs=" $* " '
    /^\[INFO\] -+< .*:.* >-+$/ { module = $0; sub(/ >-+$/, "", module); sub(/.*:/, "", module) }
    module == name || index(programs, " " module " ") == 0' "$log"
}

# Compiles the programs in the folders $@, one after the other in one run of Maven. Where one fails, those before it have
# a binary.
compile_native() {
  local folder log=$data/build-native.log status=0 names=("${@##*/}")
  for folder in "$@"; do
    rm -f "$folder"/target/*-runner
  done
  quietly "native build, ${names[*]}" "$log" \
    ./mvnw -Dnative -Dquarkus.native.enabled=true -Dquarkus.package.jar.enabled=false -Dmaven.test.skip=true \
    ${CARTULARY_NATIVE_ARGS:+"-Dquarkus.native.additional-build-args-append=$CARTULARY_NATIVE_ARGS"} \
    -am -pl "$(IFS=,; echo "$*")" package || status=$?
  for folder in "$@"; do
    log_of_native "${folder##*/}" "$log" "${names[@]}" >"$data/build-native-${folder##*/}.log"
  done
  # Maven's own table of how long each took
  grep -E '^\[INFO\] .* SUCCESS \[' "$log" | sed 's/^\[INFO\]/   /' || true
  return "$status"
}

# What the native build of the program in folder $1 warned of, as its log $2 says, and its README doesn't explain. What is
# not shipped and has no README explains nothing.
unexplained_warnings() {
  local readme=$1/README.md
  [[ -f $readme ]] || return 1
  grep -E '^Warning: |^\[WARNING\] \[' "$2" | sort -u \
    | grep -vF -f <(sed -n '/^Warnings of the build/,/^## / s/^- \*\([^*]*\)\*.*/\1/p' "$readme")
}

# Has the native binaries of the programs in these folders ($@) be there: from the cache, or compiled. Further arguments
# for native-image may be in CARTULARY_NATIVE_ARGS, such as -Ob. A warning that isn't explained is an error, whenever it
# was given.
build_native_if_stale() {
  local folder compiler log status=0 missing=()
  GRAALVM_HOME=$("$root/deploy/native-image") || exit
  export GRAALVM_HOME
  find_jdk
  resolve_native "$@"
  compiler=$(native_compiler | sha256)
  for folder in "$@"; do
    # before it is compiled, so that what is written meanwhile isn't taken for compiled
    native_inputs "$folder" "$compiler" >"$data/build-native-${folder##*/}.inputs"
    restore_native "$folder" "$(native_entry "$folder")" || missing+=("$folder")
  done
  if ((${#missing[@]} > 0)); then
    compile_native "${missing[@]}" || status=$?
    for folder in "${missing[@]}"; do
      if [[ -n $(find "$folder/target" -maxdepth 1 -name '*-runner') ]]; then
        keep_native "$folder" "$(native_entry "$folder")"
      fi
    done
    if ((status > 0)); then
      log=$data/build-native.log
      grep -m 20 -E '^\[ERROR\]|^Error|^Fatal error' "$log" >&2 || tail -n 20 "$log" >&2
      die "the native build fails; the whole of it is in $log"
    fi
  fi
  for folder in "$@"; do
    log=$data/build-native-${folder##*/}.log
    if unexplained_warnings "$folder" "$log" >&2; then
      die "the native build warns of what $folder/README.md doesn't explain; the whole of it is in $log"
    fi
  done
}
