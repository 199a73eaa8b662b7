using System.Formats.Asn1;

namespace ContactHub.Email;

/// <summary>Takes the mail out of an opaquely signed one (RFC 8551 section 3.5.2). The signature is not checked here.</summary>
internal static class SmimeContent
{
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string EnvelopedData = "1.2.840.113549.1.7.3";
    private const string AuthEnvelopedData = "1.2.840.113549.1.9.16.1.23";
    private const string Data = "1.2.840.113549.1.7.1";

    /// <returns>Null, with a defect, for what is encrypted or broken.</returns>
    public static ReadOnlyMemory<byte>? Open(ReadOnlyMemory<byte> message, MimeContext context)
    {
        context.Did(message.Length);
        try
        {
            var content = new AsnReader(message, AsnEncodingRules.BER).ReadSequence();
            var kind = content.ReadObjectIdentifier();
            if (kind is EnvelopedData or AuthEnvelopedData)
            {
                context.Defect(MimeDefect.Encrypted);
                return null;
            }

            if (kind == SignedData)
            {
                var signed = content.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
                signed.ReadInteger();
                signed.ReadSetOf();
                var inner = signed.ReadSequence();
                if (inner.ReadObjectIdentifier() == Data && inner.HasData)
                {
                    var bytes = inner.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadOctetString();
                    return context.Take(bytes.Length) ? bytes : null;
                }
            }
        }
        catch (AsnContentException)
        {
            context.Defect(MimeDefect.InvalidSmime);
            return null;
        }

        context.Defect(MimeDefect.InvalidSmime);
        return null;
    }
}
