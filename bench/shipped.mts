/**
 * Loaded before a benchmark: what it imports from nodes/ is what ships, dist/. The compiler that runs these programs writes
 * the name of each function beside it whenever one is made, which took a quarter of the time of some figures.
 */
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';

const root = pathToFileURL(`${process.cwd()}/`).href;

// What ships is joined (gulp/joined.mts): a file of nodes/ is a part there, except libraries.
const hooks = `
import { createRequire } from 'node:module';
const [source, shipped] = ${JSON.stringify([`${root}nodes/`, `${root}dist/nodes/`])};
const require = createRequire(shipped);
export async function resolve(specifier, context, next) {
	const { href } = URL.canParse(specifier, context.parentURL) ? new URL(specifier, context.parentURL) : { href: '' };
	if (!href.startsWith(source) || !href.endsWith('.ts')) return await next(specifier, context);
	const name = href.slice(source.length, -3);
	if (name.startsWith('shared/vendor/')) return await next(shipped + name + '.js', context);
	return { url: 'shipped:' + name, format: 'module', shortCircuit: true };
}
export async function load(url, context, next) {
	if (!url.startsWith('shipped:')) return await next(url, context);
	const name = url.slice('shipped:'.length);
	const names = Object.keys(require('./part.js')(name));
	const text = \`import { createRequire } from 'node:module';
const part = createRequire(\${JSON.stringify(shipped)})('./part.js')(\${JSON.stringify(name)});
export const { \${names.join(', ')} } = part;\`;
	return { format: 'module', source: text, shortCircuit: true };
}`;

register(`data:text/javascript,${encodeURIComponent(hooks)}`);
