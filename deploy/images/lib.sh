# What deploy/images/build, deploy/test and the tests of the images have in common. Sourced after deploy/lib.sh.

# Where the programs are, each of which has an image. The last part is its name.
programs=(command-side query-side command-side/migration)

images=$data/images
mkdir -p "$images"

# Prints the first of the engines "$@" that works. Docker without its daemon is there, and of no use.
working_engine() {
  local name
  for name in "$@"; do
    if command -v "$name" >/dev/null && "$name" info >/dev/null 2>&1; then
      echo "$name"
      return
    fi
  done
  return 1
}

# What k8s/components/images has as the $2 (newName, newTag) of the image that is called $1 elsewhere.
named() {
  awk -v image="$1" -v key="$2:" '
    $1 == "-" && $2 == "name:" { here = $3 == image }
    here && $1 == key { print $2; found = 1 }
    END { exit !found }' k8s/components/images/kustomization.yaml
}

# The name of the program $1's image, with the tag $2 or, where that is empty, with its version.
image_of() {
  echo "$(named "$1" newName):${2:-$(named "$1" newTag)}"
}

# The native binary in folder $1 that was made last, or nothing.
newest_binary() {
  find "$1/target" -maxdepth 1 -name '*-runner' -type f -exec ls -t {} + 2>/dev/null | head -n 1 || true
}

# The SBOM of the program in folder $1 says what its pom does.
is_stale() {
  local sbom=$images/${1##*/}.sbom.json
  [[ ! -f $sbom ]] || [[ -n $(find pom.xml event-contracts/{,service/}pom.xml "$1/pom.xml" -newer "$sbom") ]]
}

# Has the SBOMs of all programs be there.
make_sboms() {
  local folder stale=false
  for folder in "${programs[@]}"; do
    is_stale "$folder" && stale=true
  done
  "$stale" || return 0
  find_jdk
  quietly "what they are made of" "$images/sbom.log" ./mvnw -q -DskipTests -am -pl "$(IFS=,; echo "${programs[*]}")" \
    process-classes org.cyclonedx:cyclonedx-maven-plugin:makeBom || {
    tail -n 20 "$images/sbom.log" >&2
    die "no SBOM can be made"
  }
  for folder in "${programs[@]}"; do
    cp "$folder/target/sbom.json" "$images/${folder##*/}.sbom.json"
  done
}
