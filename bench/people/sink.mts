/** Stands in for Meta as far as it takes people: reads a body to its end and answers as late as over a line of its own. A process of its own. */
import { createServer } from 'node:http';

const [LATENCY, BYTES_A_SECOND] = process.argv.slice(2).map(Number) as [number, number];

/** When the line has carried all that has come so far, in milliseconds. */
let carried = 0;

const server = createServer((request, response) => {
	let bytes = 0;
	request.on('data', (piece: Buffer) => (bytes += piece.length));
	request.on('end', () => {
		carried = Math.max(carried, performance.now()) + (bytes / BYTES_A_SECOND) * 1000;
		setTimeout(
			() => {
				response.setHeader('content-type', 'application/json');
				response.end('{"num_received":1,"num_invalid_entries":0}');
			},
			carried - performance.now() + LATENCY,
		);
	});
});
// Longer than any hashing lasts: a connection closed in between would be the client's to open again.
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
process.on('disconnect', () => process.exit(0));
