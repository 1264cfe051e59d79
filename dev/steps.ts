// What a long command says while it works: each step as it begins, and how long it took.

export interface Steps {
  /** Runs a step; what it reports meanwhile appears below it. */
  run<Result>(name: string, work: (report: (line: string) => void) => Promise<Result>): Promise<Result>;
}

export function steps(print: (line: string) => void): Steps {
  return {
    async run(name, work) {
      const begun = performance.now();
      print(`${name} …`);
      const result = await work((line) => print(`  ${line}`));
      print(`  done in ${seconds(performance.now() - begun)}`);
      return result;
    },
  };
}

export function seconds(ms: number): string {
  return ms < 100 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
