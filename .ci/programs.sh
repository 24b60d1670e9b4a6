# Sourced: the smallest root file system in which programs of this machine run.

# find_programs <command…>: sets `programs` to their paths. Where this machine lacks one the script ends, by the exit
# code of a tool that is not there.
find_programs() {
  local command path missing=()
  programs=()
  for command in "$@"; do
    if path=$(type -P "$command"); then programs+=("$path"); else missing+=("$command"); fi
  done
  if [ ${#missing[@]} -gt 0 ]; then
    echo "not on this machine: ${missing[*]}" >&2
    exit 3
  fi
}

libraries_of() { # absolute paths of the shared libraries that programs and libraries need
  { ldd "$@" 2>/dev/null || true; } | grep -o '/[^ ]*\.so[^ )]*' | sort -u
}

merged() { # the one path of a file, where /lib and /usr/lib are the same folder
  if [ -L /lib ]; then sed 's#^/\(lib\|lib64\|bin\)/#/usr/\1/#'; else cat; fi
}

# make_root <folder>: empty, and with merged /usr, where /bin and /lib are links, as Debian has it.
make_root() {
  local root=$1 folder
  mkdir -p "$root"/{tmp,etc,opt,usr/share,usr/bin,usr/lib,usr/local/bin}
  chmod 1777 "$root/tmp"
  for folder in /bin /lib /lib64; do
    if [ -L "$folder" ]; then ln -s "$(readlink "$folder")" "$root$folder"; mkdir -p "$root/$(readlink "$folder")"; fi
  done
}

# copy_files <root>: those that standard input names, to the same places.
copy_files() { merged | sort -u | xargs cp --dereference --parents --target-directory="$1"; }
