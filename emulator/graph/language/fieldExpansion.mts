import { GraphError } from './graphError.mts';

/** One entry of `fields`, e.g. `adsets.limit(2).effective_status(["PAUSED"]){id,name}`. */
export interface FieldNode {
	name: string;
	modifiers: Record<string, string>;
	fields?: FieldNode[];
}

/** Graph's field expansion (Meta: graph-api/guides/field-expansion): names, chained modifiers, nested lists in braces. */
export function parseFields(text: string): FieldNode[] {
	const reader = new Reader(text);
	const fields = reader.list();
	reader.end();
	return fields;
}

/** This emulator's own bound: far above what anybody asks for, far below what its stack holds. */
const DEEPEST = 50;

class Reader {
	private at = 0;
	private depth = 0;

	constructor(private readonly text: string) {}

	list(): FieldNode[] {
		const fields: FieldNode[] = [];
		do {
			this.spaces();
			if (this.peek() === '' || this.peek() === '}') break; // a trailing comma is harmless
			fields.push(this.field());
			this.spaces();
		} while (this.take(','));
		return fields;
	}

	end(): void {
		if (this.at < this.text.length) throw this.syntaxError(`Expected end of string instead of "${this.peek()}".`);
	}

	private field(): FieldNode {
		const field: FieldNode = { name: this.name(), modifiers: {} };
		while (this.take('.')) {
			const modifier = this.name();
			field.modifiers[modifier] = this.argument();
		}
		if (this.take('{')) {
			if ((this.depth += 1) > DEEPEST)
				throw this.syntaxError(`Fields stand within each other more than ${DEEPEST} times.`);
			field.fields = this.list();
			this.depth -= 1;
			if (!this.take('}')) throw this.syntaxError('Expected "}".');
		}
		return field;
	}

	private name(): string {
		const match = /^[A-Za-z0-9_:-]+/.exec(this.text.slice(this.at));
		if (!match) throw this.syntaxError('Expected name.');
		this.at += match[0].length;
		return match[0];
	}

	private argument(): string {
		if (!this.take('(')) throw this.syntaxError('Expected "(".');
		const start = this.at;
		let depth = 1;
		let quote = '';
		for (; this.at < this.text.length; this.at += 1) {
			const character = this.peek();
			if (quote) {
				if (character === '\\') this.at += 1;
				else if (character === quote) quote = '';
			} else if (character === '"' || character === "'") quote = character;
			else if (character === '(') depth += 1;
			else if (character === ')' && --depth === 0) {
				const value = this.text.slice(start, this.at);
				this.at += 1;
				return value;
			}
		}
		throw this.syntaxError('Expected ")".');
	}

	private spaces(): void {
		while (/\s/.test(this.peek())) this.at += 1;
	}

	private peek(): string {
		return this.text.charAt(this.at);
	}

	private take(character: string): boolean {
		if (this.peek() !== character) return false;
		this.at += 1;
		return true;
	}

	private syntaxError(reason: string): GraphError {
		return new GraphError(2500, `Syntax error "${reason}" at character ${this.at}: ${this.text}`);
	}
}
