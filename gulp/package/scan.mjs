// Run in a process of its own by scan.mts: n8n's official scanner is an ES module with an ESLint of its own.
import { SOURCE_FILE_PATTERNS, analyzePackage } from '@n8n/scan-community-package/scanner/scanner.mjs';

const [folder, leg] = process.argv.slice(2);
// The patterns of the scanner's two legs: the source at the published commit, and the tarball.
const patterns = leg === 'source' ? SOURCE_FILE_PATTERNS : ['**/*.js', 'package.json'];
const { passed, message, details } = await analyzePackage(folder, patterns);
process.stdout.write(JSON.stringify({ passed, message, details }));
