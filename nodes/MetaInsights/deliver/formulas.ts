/**
 * Behind this a spreadsheet may begin a cell. Where people write decimal commas, files are divided at semicolons, also
 * within quotes. Quotes that such a cell begins with are gone when it is read. Signs of formulas in their full-width
 * forms count as well (https://owasp.org/www-community/attacks/CSV_Injection).
 */
const FORMULA = /(^|[;\t\r\n])(?=[ \u00a0"]*[=+\-@＝＋－＠])/g;

/** A cell that begins so is read on from its next character. */
const LEAD = /^(?=[\t\r])/;

/** Spreadsheets read these as the numbers that they are. */
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** A text that no spreadsheet takes for a formula: an apostrophe stands where one would begin. */
export const escapedFormulas = (text: string): string =>
	NUMBER.test(text) ? text : text.replace(FORMULA, "$1'").replace(LEAD, "'");
