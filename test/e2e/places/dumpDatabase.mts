/** Run by n8n's Node, which has SQLite built in: prints every value of every table of n8n's database as JSON. */
import { createRequire } from 'node:module';

interface Database {
	prepare(sql: string): { all(): Array<Record<string, unknown>> };
}

const require = createRequire(`${process.cwd()}/`);
const { DatabaseSync } = require('node:sqlite') as {
	DatabaseSync: new (file: string, options: { readOnly: boolean }) => Database;
};

const database = new DatabaseSync(process.argv[2] ?? '', { readOnly: true });
const tables = database.prepare("select name from sqlite_master where type = 'table'").all();
const dump = tables.map(({ name }) => [name, database.prepare(`select * from "${String(name)}"`).all()]);
process.stdout.write(JSON.stringify(Object.fromEntries(dump)));
