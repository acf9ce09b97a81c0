import { isRecord } from '../../../shared/record';
import { columnKey } from './saidOfColumns';

/** `$json.a.b`, `$json["a b"]`, as expressions name the input's columns. */
const COLUMN = /\$json((?:\??\.[\p{L}_$][\p{L}\p{N}_$]*|\[(?:"[^"]*"|'[^']*'|\d+)\])+)/gu;

/** The columns that a form uses, in expressions and by name: whoever has filled it in has said what they are. */
export function columnsInForm(parameters: unknown): string[] {
	if (typeof parameters === 'string')
		return parameters.startsWith('=')
			? Array.from(parameters.matchAll(COLUMN), ([, path = '']) => columnKey(path.replace(/\?\./g, '.')))
			: [];
	if (Array.isArray(parameters)) return parameters.flatMap(columnsInForm);
	if (!isRecord(parameters)) return [];
	return Object.entries(parameters).flatMap(([field, value]) =>
		typeof value === 'string' && /Column$/.test(field) && !value.startsWith('=')
			? [columnKey(value)]
			: columnsInForm(value),
	);
}
