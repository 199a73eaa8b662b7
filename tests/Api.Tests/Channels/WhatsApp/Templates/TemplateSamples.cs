using System.Text.Json;

namespace ContactHub.WhatsApp.Tests;

/// <summary>Templates as <c>GET /{account}/message_templates</c> lists them.</summary>
internal static class TemplateSamples
{
    /// <summary>A heading, two blanks by place, a footer, an answer and an address that ends with a blank.</summary>
    public const string Appointment =
        """
        {"id":"1","name":"randevu_hatirlatma","language":"tr","status":"APPROVED","category":"UTILITY","parameter_format":"POSITIONAL","components":[
          {"type":"HEADER","format":"TEXT","text":"Randevu: {{1}}","example":{"header_text":["Nikâh"]}},
          {"type":"BODY","text":"Sayın {{1}}, randevunuz {{2}} günündedir.","example":{"body_text":[["Ayşe Yılmaz","12 Mayıs"]]}},
          {"type":"FOOTER","text":"Örnek Belediyesi"},
          {"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Geleceğim"},{"type":"URL","text":"Ayrıntı","url":"https://ornek.bel.tr/r/{{1}}","example":["https://ornek.bel.tr/r/42"]}]}]}
        """;

    /// <summary>Blanks by name.</summary>
    public const string Named =
        """
        {"id":"2","name":"borc_bilgisi","language":"en_US","status":"APPROVED","category":"UTILITY","parameter_format":"NAMED","components":[
          {"type":"BODY","text":"Dear {{first_name}}, {{amount}} is due.","example":{"body_text_named_params":[{"param_name":"first_name","example":"Ali"},{"param_name":"amount","example":"120 TL"}]}}]}
        """;

    /// <summary>A picture above the text.</summary>
    public const string Picture =
        """
        {"id":"3","name":"etkinlik","language":"tr","status":"APPROVED","category":"MARKETING","components":[
          {"type":"HEADER","format":"IMAGE","example":{"header_handle":["https://scontent.whatsapp.net/x"]}},{"type":"BODY","text":"Konsere bekleriz."}]}
        """;

    /// <summary>The appointment template with other members.</summary>
    public static string With(string member, string value, string sample = Appointment) => sample.Replace($"\"{member}\":\"{Read(sample).GetProperty(member).GetString()}\"", $"\"{member}\":\"{value}\"", StringComparison.Ordinal);

    public static JsonElement Read(string json) => JsonDocument.Parse(json).RootElement.Clone();

    /// <summary>A template of nothing but a text.</summary>
    public static string Plain(string name, string status = "APPROVED") =>
        $$"""{"id":"9","name":"{{name}}","language":"tr","status":"{{status}}","category":"UTILITY","components":[{"type":"BODY","text":"Merhaba"}]}""";
}
