import type { InstalledPackage, PackedFile } from './install.mts';

/** What the tarball may hold; anything else was packed by accident. */
const EXPECTED = [
	/^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/,
	/^dist\/(nodes|credentials)\/.+\.(js|svg)$/,
	/^dist\/nodes\/.+\.(node|description)\.json$/,
	/^dist\/nodes\/.+\/__schema__\/.+\.json$/,
];

/** Those that happen in practice, with the reason a reader needs to correct it. */
const ACCIDENTS: ReadonlyArray<readonly [RegExp, string]> = [
	[/\.tsbuildinfo$/, 'the compiler’s own notes; keep "incremental" off in tsconfig.json'],
	[/\.(png|gif|jpe?g|webp)$/, 'a picture; n8n-node build copies every picture of the repository into dist'],
	[/\.m?ts$/, 'TypeScript source; only compiled code ships'],
	[/(^|\/)(test|__tests__|docs|demo|emulator|bench|workflows)\//, 'not part of the nodes'],
	[/\.map$/, 'a source map; keep "sourceMap" off in tsconfig.json'],
];

/**
 * n8n loads the package at every start and keeps all descriptions in memory, and each editor downloads them. The code
 * of all planned nodes stays well below these; what breaks them is an accident such as a library bundled whole (Meta's
 * SDK: 2.7 MB) or screenshots.
 */
const MAX_TARBALL_BYTES = 990_000;
const MAX_UNPACKED_BYTES = 4_300_000;

/** What is wrong with the files of the tarball, one sentence each. */
export function contentProblems({ files, tarballBytes }: Pick<InstalledPackage, 'files' | 'tarballBytes'>): string[] {
	const problems = files.flatMap(({ path }) => {
		if (EXPECTED.some((pattern) => pattern.test(path))) return [];
		const reason = ACCIDENTS.find(([pattern]) => pattern.test(path))?.[1] ?? 'not a kind of file this package ships';
		return [`The tarball holds ${path}: ${reason}.`];
	});
	const unpacked = files.reduce((sum, file) => sum + file.bytes, 0);
	if (tarballBytes > MAX_TARBALL_BYTES) problems.push(tooLarge('tarball', tarballBytes, MAX_TARBALL_BYTES, files));
	if (unpacked > MAX_UNPACKED_BYTES) problems.push(tooLarge('unpacked package', unpacked, MAX_UNPACKED_BYTES, files));
	for (const needed of ['LICENSE', 'README.md']) {
		if (!files.some((file) => file.path === needed)) problems.push(`The tarball has no ${needed}.`);
	}
	return problems;
}

function tooLarge(what: string, bytes: number, limit: number, files: readonly PackedFile[]): string {
	const [largest] = [...files].sort((a, b) => b.bytes - a.bytes);
	return `The ${what} has ${bytes} bytes, more than ${limit}; its largest file is ${largest?.path} (${largest?.bytes}).`;
}
