using System.Text;

namespace ContactHub.Email;

/// <summary>Collects text as a browser lays it out: runs of blanks are one, blocks begin lines, and no more than one line is empty.</summary>
internal sealed class TextLines
{
    private readonly StringBuilder _text = new();

    // What stands between the last word and the next one, written when that comes.
    private int _breaks;
    private bool _blank;

    public void Text(string text, bool preformatted)
    {
        foreach (var c in text)
        {
            if (preformatted && c == '\n')
            {
                Break();
            }
            else if (c is ' ' or '\t' or '\n' or '\r' or '\f' or '\u00A0')
            {
                _blank = true;
            }
            else if (c is not ('\u200B' or '\u00AD' or '\uFEFF' or '\u034F') && (!char.IsControl(c)))
            {
                Put(c);
            }
        }
    }

    /// <summary>A line ends here.</summary>
    public void Break()
    {
        _breaks++;
        _blank = false;
    }

    /// <summary>What follows begins a line.</summary>
    public void Block()
    {
        _breaks = Math.Max(_breaks, 1);
        _blank = false;
    }

    /// <summary>What follows begins a line after an empty one.</summary>
    public void Paragraph()
    {
        _breaks = Math.Max(_breaks, 2);
        _blank = false;
    }

    public override string ToString() => _text.ToString();

    private void Put(char c)
    {
        if (_text.Length > 0)
        {
            if (_breaks > 0) _text.Append('\n', Math.Min(_breaks, 2));
            else if (_blank) _text.Append(' ');
        }

        (_breaks, _blank) = (0, false);
        _text.Append(c);
    }
}
