// Stands in for pgpass in the Worker's bundle, which pg would ask for a password that an address leaves out: a Worker
// has no home folder with a file of passwords.
export default function noPasswordFile(_connection: unknown, found: (password: undefined) => void): void {
  found(undefined);
}
