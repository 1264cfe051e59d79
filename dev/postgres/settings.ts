// How the servers of this machine are set, whoever starts them. Nothing replicates from them, so a table that was emptied
// or made in the same transaction is loaded, and its indexes built, without a word in the write-ahead log.

/** What is written stays, also when the machine ends at once. */
export const LASTING = { wal_level: 'minimal', max_wal_senders: '0', max_wal_size: '2GB' } as const;

/** For a folder that is thrown away afterwards. */
export const PASSING = {
  ...LASTING,
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  // It would look after what lives for minutes at most, while that is measured or tested.
  autovacuum: 'off',
} as const;
