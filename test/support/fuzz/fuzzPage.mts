import { kinds, type Tally } from './findings.mts';

const row = (cells: ReadonlyArray<string | number>): string => `| ${cells.join(' | ')} |`;

/** docs/development/fuzzing.md: what the fuzzers do, and what the last long run counted. */
export const fuzzPage = (tallies: readonly Tally[], seed: number): string => `# Fuzzing

Six fuzzers give the package what nobody expects, in n8n's own engine, and look at how each step ends. A short run with
the same seeds belongs to \`npm test\` (\`test/engine/fuzz\`), a long one with new seeds to \`npm run test:soak\`. One seed is
one case: \`SEED=7 FUZZ=1 SUITES=engine npx jest engine/fuzz\` repeats it, as long as the list of steps is the same. What
was found is kept by name in \`test/engine/fuzz/mendedFindings.test.mts\`.

- **Meta's answers**: a server before the emulator alters answers in one or two places (another type, nothing, twice, cut
  off, 60,000 characters), parts of batches included, while an operation runs. What was not written must not be told as
  written, and a create happens once. The guard's steps write here, their undo included; that each step does write while
  nothing is altered is a test of its own.
- **Reads**: an operation that reads, with one place of one answer altered; no odd cell, no raw text. \`test/engine/altered\`
  does it for every such operation (\`ALTERED=60 SEED=7001 SUITES=engine npx jest altered\`).
- **Parameters**: fields of a form hold what does not belong there, as values or by an expression.
- **The trigger's polls**: a poll gets altered answers. Whatever it made of them, the polls after it succeed, and the next
  change is told.
- **Contacts' cells**: several values in one cell, separators of all kinds, marks that become others by normalising. A
  contact takes no more than three seconds of the processor.
- **Mails**: rows of any kind are rendered; the page has no markup but its own.

What counts as a finding: a **crash** (words of the language instead of ours), a **hang** (no end within 20 seconds, waits
aside), a **wrong success**, a **raw text** (a library's words, markup, or a value at length in a message), an **odd cell**
(\`undefined\`, \`NaN\`, \`Invalid DateTime\`, \`[object Object]\`).

Counted last, with \`SEED=${seed}\`:

${row(['Fuzzer', 'Runs', ...kinds])}
${row(['---', '---:', ...kinds.map(() => '---:')])}
${tallies
	.map(({ name, runs, findings }) =>
		row([name, runs, ...kinds.map((kind) => findings.filter((one) => one.kind === kind).length)]),
	)
	.join('\n')}

An ID that Meta leaves out of an object is null in its row, as is every other cell of which nothing is known.
`;
