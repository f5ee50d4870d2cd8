package codec

import "bytes"

// nextRow is the next row that is neither empty nor a comment, without a byte-order mark.
func (l *lines) nextRow() ([]byte, error) {
	for {
		line, err := l.line()
		if err != nil {
			return nil, err
		}
		l.began = l.number
		if l.number == 1 {
			line = bytes.TrimPrefix(line, []byte("\ufeff"))
		}
		if line = bytes.TrimSuffix(line, []byte("\r")); !isBlank(line) && !isComment(line) {
			return l.whole(line), nil
		}
	}
}

// isBlank reports whether a line has nothing but blanks and what separates fields.
func isBlank(line []byte) bool {
	for _, c := range line {
		if c != ' ' && !separates(c) {
			return false
		}
	}
	return true
}

// separates reports whether a byte may stand between fields.
func separates(c byte) bool { return c == '\t' || c == ',' || c == ';' }

// isComment reports whether a line begins with #. It is none if # is all that its first field has, or the field is an error that a spreadsheet shows, such as #N/A or #VALUE!.
func isComment(line []byte) bool {
	if line[0] != '#' {
		return false
	}
	for i, c := range line {
		if separates(c) {
			last := line[i-1]
			return i > 1 && last != '!' && last != '?' && string(line[:i]) != "#N/A" && string(line[:i]) != "#NV"
		}
		if c == ' ' {
			break
		}
	}
	return true
}

// whole is the row that begins with a line: it goes on where a quoted field does. If the quote is not closed within maxLine bytes, the row is the line.
func (l *lines) whole(line []byte) []byte {
	if end, _ := rowEnd(line); end >= 0 {
		return line
	}
	l.row = append(append(l.row[:0], line...), '\n')
	size := len(l.row)
	rest, err := l.in.Peek(max(0, maxLine-size))
	l.row = append(l.row, rest...)
	end, more := rowEnd(l.row)
	if end < 0 || end == len(l.row) && err == nil {
		return l.row[:size-1]
	}
	l.number += more
	_, _ = l.in.Discard(min(end+1, len(l.row)) - size) // all of it is in memory
	return bytes.TrimSuffix(l.row[:end], []byte("\r"))
}

// rowEnd is where the row ends that a text begins with, at the end of a line or of the text, and after how many more lines. It is −1 where quotes are open at the end, or are not
// where fields begin and end.
func rowEnd(text []byte) (end, more int) {
	quoted, fresh := false, true
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '\n' && !quoted:
			return i, more
		case c == '\n':
			more++
		case c != '"':
		case !quoted:
			quoted = fresh
		case i+1 < len(text) && text[i+1] == '"':
			i++
		case i+1 < len(text) && text[i+1] > '\r' && !separates(text[i+1]):
			return -1, 0
		default:
			quoted = false
		}
		fresh = !quoted && separates(c)
	}
	if quoted {
		return -1, 0
	}
	return len(text), more
}
