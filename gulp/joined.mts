import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { groupBy } from 'lodash';

/** What gives a part of a joined file, below the compiled folder. */
const PARTS = 'nodes/part.js';

/**
 * Joins what the nodes do into one file for each room: Node finds, reads and compiles each file by itself, which took a third
 * of a node's first use. A part still runs when it is first needed, and once, whichever node needs it.
 *
 * Outside stay what n8n opens, and libraries, which begin with their licenses. A library is read when one of its functions is first
 * used: few steps come to that.
 *
 * @param dist the folder of what was compiled: `nodes` and `credentials`
 * @returns the joined files, with how many parts each has
 * @throws where a file requires what was not compiled, or a folder and a file have one name
 */
export function joinRooms(dist: string): string[] {
	const files = compiledFiles(dist);
	const rooms = Object.entries(groupBy(files.filter(isPart), roomOf));
	const taken = rooms.find(([room]) => files.includes(`${room}.js`));
	if (taken) throw new Error(`${taken[0]} is a folder and a file: one of them needs another name.`);

	const joined = rooms.map(([room, parts]) => roomText(dist, room, parts, files));
	for (const file of files.filter((one) => !isPart(one))) writeFileSync(join(dist, file), withParts(dist, file, files));
	for (const file of files.filter(isPart)) rmSync(join(dist, file));
	rooms.forEach(([room], index) => writeFileSync(join(dist, `${room}.js`), joined[index] ?? ''));
	writeFileSync(join(dist, PARTS), partsText(rooms.map(([room]) => room)));
	return rooms.map(([room, parts]) => `dist/${room}.js (${parts.length} files)`);
}

/** Paths below the folder, with forward slashes. */
const compiledFiles = (dist: string): string[] =>
	(readdirSync(dist, { recursive: true }) as string[])
		.map((path) => path.split(sep).join('/'))
		.filter((path) => path.endsWith('.js'))
		.sort();

const isPart = (file: string): boolean =>
	file.startsWith('nodes/') && !file.startsWith('nodes/shared/vendor/') && !/\.(?:node|whole)\.js$/.test(file);

/** The folder of a node's resource or one of the shared folders, with all below it; what lies between those is a room as well. */
const roomOf = (file: string): string => posix.dirname(file).split('/').slice(0, 3).join('/');

const nameOf = (file: string): string => file.slice('nodes/'.length, -'.js'.length);

/** As Node wants it: from one file of the compiled folder to another. */
function pathTo(file: string, from: string): string {
	const path = posix.relative(posix.dirname(from), file).slice(0, -'.js'.length);
	return path.startsWith('.') ? path : `./${path}`;
}

/** A compiled file that asks for parts where it required files. */
function withParts(dist: string, file: string, files: readonly string[]): string {
	const [place, asked] = isPart(file) ? [`${roomOf(file)}.js`, '$part'] : [file, `require("${pathTo(PARTS, file)}")`];
	const text = readFileSync(join(dist, file), 'utf8');
	return (isPart(file) ? withLateLibraries(text) : text).replaceAll(
		/\brequire\(["'](\.[^"']*)["']\)/g,
		(all, path: string) => {
			if (path.endsWith('.json') && place === file) return all;
			const base = posix.join(posix.dirname(file), path);
			const target = [base, `${base}.js`, `${base}/index.js`].find((one) => files.includes(one));
			if (target === undefined) throw new Error(`${file} requires ${path}, which was not compiled.`);
			return isPart(target) ? `${asked}("${nameOf(target)}")` : `require("${pathTo(target, place)}")`;
		},
	);
}

/** A compiled file whose libraries are functions that read them. */
function withLateLibraries(text: string): string {
	const names: string[] = [];
	const late = text.replaceAll(
		/\bconst (\w+) = (require\("[^"]*\/vendor\/[^"]*"\));/g,
		(_, name: string, read: string) => {
			names.push(name);
			return `const ${name} = $library(() => ${read});`;
		},
	);
	return names.reduce(withLateLibrary, late);
}

/** @throws where the library itself is handed on: it would be the function */
function withLateLibrary(text: string, name: string): string {
	const called = text.replaceAll(new RegExp(`(?<![\\w$.])${name}\\.`, 'g'), () => `${name}().`);
	const bare = new RegExp(`(?<![\\w$.])${name}(?!\\w|\\(\\)\\.| = \\$library)`);
	if (bare.test(called))
		throw new Error(`The library ${name} is used as a whole: only its functions can be read late.`);
	return called;
}

const WRITTEN = '// Written by the build (gulp/joined.mts in the repository)';

const roomText = (
	dist: string,
	room: string,
	parts: readonly string[],
	files: readonly string[],
): string => `"use strict";
${WRITTEN}: the files of ${room}, each as a part that runs when it is first needed.
const $part = require("${pathTo(PARTS, `${room}.js`)}");
const $library = (read, library) => () => (library ??= read());
module.exports = {
${parts.map((file) => `"${nameOf(file)}"(exports) {\n${withParts(dist, file, files)}\n},\n`).join('')}};
`;

/** A part that throws while it runs is not given half: as a file of Node's, it runs again when it is needed again. */
const partsText = (rooms: readonly string[]): string => `"use strict";
${WRITTEN}: gives a part of the joined files by its name, the same to all.
const rooms = {
${rooms.map((room) => `\t"${nameOf(`${room}.js`)}": () => require("./${nameOf(`${room}.js`)}"),\n`).join('')}};
const given = {};
module.exports = (name) => {
	if (given[name] === undefined) {
		const room = name.split("/").slice(0, -1).slice(0, 2).join("/");
		const part = rooms[room]()[name];
		given[name] = {};
		try {
			part(given[name]);
		} catch (thrown) {
			delete given[name];
			throw thrown;
		}
	}
	return given[name];
};
`;
