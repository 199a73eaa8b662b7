using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ContactHub.Email;

/// <summary>The JSON object that <c>mail parse</c> prints (docs/email.md).</summary>
public static class MailJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line; every key is there, in the documented order, null where the mail has nothing.</summary>
    public static string Write(ParsedMail mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("messageId", mail.MessageId);
            json.WriteString("inReplyTo", mail.InReplyTo);
            Strings(json, "references", mail.References);
            json.WritePropertyName("from");
            Address(json, mail.From);
            Addresses(json, "to", mail.To);
            Addresses(json, "cc", mail.Cc);
            json.WriteString("subject", mail.Subject);
            json.WriteString("date", mail.Date?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
            json.WriteString("text", mail.Text);
            json.WriteString("html", mail.Html);
            json.WriteStartArray("attachments");
            foreach (var attachment in mail.Attachments) Attachment(json, attachment);
            json.WriteEndArray();
            json.WriteString("auto", mail.Auto);
            json.WritePropertyName("bounce");
            Bounce(json, mail.Bounce);
            Strings(json, "defects", mail.Defects);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Attachment(Utf8JsonWriter json, MailAttachment attachment)
    {
        json.WriteStartObject();
        json.WriteString("name", attachment.Name);
        json.WriteString("contentType", attachment.ContentType);
        json.WriteNumber("size", attachment.Size);
        json.WriteBoolean("inline", attachment.Inline);
        json.WriteString("contentId", attachment.ContentId);
        json.WriteEndObject();
    }

    private static void Bounce(Utf8JsonWriter json, MailBounce? bounce)
    {
        if (bounce is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteStartArray("recipients");
        foreach (var recipient in bounce.Recipients)
        {
            json.WriteStartObject();
            json.WriteString("address", recipient.Address);
            json.WriteString("action", recipient.Action);
            json.WriteString("status", recipient.Status);
            json.WriteString("diagnostic", recipient.Diagnostic);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("originalMessageId", bounce.OriginalMessageId);
        json.WriteString("originalEnvelopeId", bounce.OriginalEnvelopeId);
        json.WriteEndObject();
    }

    private static void Addresses(Utf8JsonWriter json, string name, IEnumerable<MailAddress> addresses)
    {
        json.WriteStartArray(name);
        foreach (var address in addresses) Address(json, address);
        json.WriteEndArray();
    }

    private static void Address(Utf8JsonWriter json, MailAddress? address)
    {
        if (address is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("name", address.Name);
        json.WriteString("address", address.Address);
        json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
