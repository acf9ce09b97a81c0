// Run in a process of its own by scan.mts: n8n's official scanner is an ES module with an ESLint of its own.
import { SOURCE_FILE_PATTERNS, analyzePackage } from '@n8n/scan-community-package/scanner/scanner.mjs';

// The patterns of the scanner's two legs: the source at the published commit, and the tarball.
const patternsOf = { source: SOURCE_FILE_PATTERNS, tarball: ['**/*.js', 'package.json'] };
const results = [];
for (const { folder, leg, files } of JSON.parse(process.argv[2])) {
	const { passed, message, details } = await analyzePackage(folder, files ?? patternsOf[leg]);
	results.push({ passed, message, details });
}
process.stdout.write(JSON.stringify(results));
