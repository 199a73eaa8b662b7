using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using ContactHub.Files;

namespace ContactHub.Email;

/// <summary>What a winmail.dat holds.</summary>
/// <param name="IsWhole">False when a part of it could not be read.</param>
internal sealed record TnefContents(string? Subject, string? Text, string? Html, ImmutableArray<MailAttachment> Attachments, bool IsWhole = true);

/// <summary>Reads winmail.dat, which Outlook sends in place of MIME (TNEF, MS-OXTNEF).</summary>
internal static class TnefReader
{
    private const uint Signature = 0x223E9F78;
    private const byte OfMessage = 1;

    // The lower half of an attribute's id; the upper half is its type.
    private const uint AttSubject = 0x8004;
    private const uint AttBody = 0x800C;
    private const uint AttAttachData = 0x800F;
    private const uint AttAttachTitle = 0x8010;
    private const uint AttAttachRendData = 0x9002;
    private const uint AttMapiProperties = 0x9003;
    private const uint AttAttachment = 0x9005;
    private const uint AttOemCodepage = 0x9007;

    /// <summary>An embedded message begins with the interface id of IMessage.</summary>
    private const int InterfaceIdLength = 16;

    public static bool HasSignature(ReadOnlySpan<byte> bytes) => bytes.Length >= 6 && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Signature;

    /// <returns>Null, with a defect, when it is none.</returns>
    public static TnefContents? Read(ReadOnlyMemory<byte> bytes, MimeContext context, int depth)
    {
        context.Did(bytes.Length);
        if (!HasSignature(bytes.Span) || depth >= context.Limits.Depth)
        {
            context.Defect(depth >= context.Limits.Depth ? MimeDefect.TooDeep : MimeDefect.InvalidTnef);
            return null;
        }

        var (found, whole) = (new Found(context, depth), true);
        var stream = new TnefStream(bytes.Span[6..]);
        while (stream.Left > 0)
        {
            if (!stream.TryByte(out var level) || !stream.TryUInt32(out var id) || !stream.TryUInt32(out var length)
                || !stream.TryBytes(length, out var value) || !stream.TryUInt16(out var checksum))
            {
                whole = false;
                break;
            }

            whole &= Sum(value) == checksum;
            found.Take(level, id & 0xFFFF, value);
        }

        if (!whole) context.Defect(MimeDefect.InvalidTnef);
        return found.Contents() with { IsWhole = whole };
    }

    private static ushort Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        foreach (var b in bytes) sum += b;
        return (ushort)sum;
    }

    private sealed class Found(MimeContext context, int depth)
    {
        private readonly List<MailAttachment> _attachments = [];
        private Encoding _codepage = Charsets.Turkish;
        private MapiProperties? _message;
        private byte[]? _subject;
        private byte[]? _body;
        private bool _open;
        private byte[]? _title;
        private byte[]? _data;
        private MapiProperties? _properties;

        public void Take(byte level, uint id, ReadOnlySpan<byte> value)
        {
            switch (id)
            {
                case AttOemCodepage when value.Length >= 4:
                    _codepage = Charsets.Find($"cp{BinaryPrimitives.ReadUInt32LittleEndian(value)}", context) ?? Charsets.Turkish;
                    break;
                case AttSubject when level == OfMessage:
                    _subject = value.ToArray();
                    break;
                case AttBody when level == OfMessage:
                    _body = value.ToArray();
                    break;
                case AttMapiProperties when level == OfMessage:
                    _message = Properties(value);
                    break;
                case AttAttachRendData:
                    CloseAttachment();
                    _open = true;
                    break;
                case AttAttachTitle:
                    _title = value.ToArray();
                    _open = true;
                    break;
                case AttAttachData:
                    _data = value.ToArray();
                    _open = true;
                    break;
                case AttAttachment:
                    _properties = Properties(value);
                    _open = true;
                    break;
            }
        }

        public TnefContents Contents()
        {
            CloseAttachment();
            var html = _message?.Bytes(MapiProperties.BodyHtml) is { Length: > 0 } markup ? Charsets.Decode(markup, null, context).TrimEnd('\0') : null;
            var text = _message?.Text(MapiProperties.Body, _codepage) ?? (_body is null ? null : _codepage.GetString(_body).TrimEnd('\0'));
            if (string.IsNullOrEmpty(text) && html is null && _message?.Bytes(MapiProperties.CompressedRtf) is { } compressed)
                text = CompressedRtf.Decompress(compressed, context) is { } rtf ? RtfText.From(rtf, context) : null;
            return new TnefContents(
                _message?.Text(MapiProperties.Subject, _codepage) ?? (_subject is null ? null : _codepage.GetString(_subject).TrimEnd('\0')),
                text?.ReplaceLineEndings("\n"), html, [.. _attachments]);
        }

        private MapiProperties Properties(ReadOnlySpan<byte> value)
        {
            var properties = MapiProperties.Read(value, out var whole);
            if (!whole) context.Defect(MimeDefect.InvalidTnef);
            return properties;
        }

        private void CloseAttachment()
        {
            if (!_open) return;
            var name = _properties?.Text(MapiProperties.AttachLongFileName, _codepage) ?? (_title is null ? null : _codepage.GetString(_title).TrimEnd('\0'))
                ?? _properties?.Text(MapiProperties.AttachFileName, _codepage) ?? _properties?.Text(MapiProperties.DisplayName, _codepage);
            var data = _data ?? _properties?.Bytes(MapiProperties.AttachData) ?? [];
            if (_data is null && _properties?.IsObject(MapiProperties.AttachData) == true && data.Length > InterfaceIdLength)
            {
                AddEmbedded(data[InterfaceIdLength..], name);
            }
            else if (context.Take(data.Length))
            {
                var id = _properties?.Text(MapiProperties.AttachContentId, _codepage)?.Trim('<', '>', ' ');
                var type = _properties?.Text(MapiProperties.AttachMimeTag, _codepage)?.Trim().ToLowerInvariant();
                _attachments.Add(new MailAttachment(
                    FileNames.Clean(name), string.IsNullOrEmpty(type) ? "application/octet-stream" : type, data.Length, false, string.IsNullOrEmpty(id) ? null : id, null, data));
            }

            (_open, _title, _data, _properties) = (false, null, null, null);
        }

        private void AddEmbedded(byte[] data, string? name)
        {
            // A mail within the mail: its files are kept, its words as a text file, because nothing else here could open it.
            if (Read(data, context, depth + 1) is not { } inner)
            {
                _attachments.Add(new MailAttachment(FileNames.Clean(name), "application/ms-tnef", data.Length, false, null, null, data));
                return;
            }

            if (inner.Text is { Length: > 0 } text)
            {
                var bytes = Encoding.UTF8.GetBytes(text);
                _attachments.Add(new MailAttachment(FileNames.Clean((inner.Subject ?? name ?? "message") + ".txt"), "text/plain", bytes.Length, false, null, null, bytes));
            }

            _attachments.AddRange(inner.Attachments);
        }
    }
}
