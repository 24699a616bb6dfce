# What the scripts here have in common. Sourced; the caller has `set -euo pipefail`.
#
# CLUSTER_CACHE     where Kubernetes' binaries are (kubernetes-VERSION)
# CLUSTER_HOME      where all of one cluster lies: configuration, data, logs, pids

: "${CLUSTER_CACHE:?}" "${CLUSTER_HOME:?}"
binaries=$(echo "$CLUSTER_CACHE"/kubernetes-*)
nodes=(1 2)

# The network namespace and the address of node $1. The control plane is in the first one's.
namespace() { echo "cartulary-$1"; }
address() { echo "10.20.0.$1"; }

inside() {
  local node=$1
  shift
  nsenter --net="/run/netns/$(namespace "$node")" "$@"
}

# Starts the program $2… under the name $1, in a session of its own.
start() {
  local name=$1
  shift
  setsid "$@" >>"$CLUSTER_HOME/logs/$name.log" 2>&1 </dev/null &
  echo $! >"$CLUSTER_HOME/pids/$name"
}

# Ends what start has started under that name, with the signal $2.
stop() {
  local file=$CLUSTER_HOME/pids/$1
  [[ ! -f $file ]] || kill "-${2:-TERM}" "$(<"$file")" 2>/dev/null || true
  rm -f "$file"
}

# Waits until a command succeeds, for a minute or two.
await() {
  local i
  for ((i = 0; i < 480; i++)); do
    if "$@" >/dev/null 2>&1; then
      return
    fi
    sleep 0.25
  done
  echo "cluster: not in two minutes: $*" >&2
  return 1
}

kubectl() {
  inside 1 "$binaries/kubectl" --kubeconfig "$CLUSTER_HOME/admin.kubeconfig" "$@"
}
