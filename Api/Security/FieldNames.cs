using System.Collections.Frozen;
using ContactHub.Texts;

namespace ContactHub.Security;

/// <summary>What people call the members of an input, as the desk's forms do.</summary>
internal static class FieldNames
{
    private static readonly FrozenDictionary<string, StaffText> All = new Dictionary<string, StaffText>
    {
        ["agent"] = new StaffText("Görevli", "The agent"),
        ["answers.ar"] = new StaffText("Arapça yanıt", "The Arabic answer"),
        ["answers.en"] = new StaffText("İngilizce yanıt", "The English answer"),
        ["answers.tr"] = new StaffText("Türkçe yanıt", "The Turkish answer"),
        ["capacity"] = new StaffText("Kapasite", "The capacity"),
        ["category"] = new StaffText("Konu", "The category"),
        ["channel"] = new StaffText("Kanal", "The channel"),
        ["code"] = new StaffText("Doğrulama kodu", "The verification code"),
        ["contact"] = new StaffText("Kişi", "The contact"),
        ["current"] = new StaffText("Şimdiki parola", "The current password"),
        ["department"] = new StaffText("Birim", "The department"),
        ["departments"] = new StaffText("Birimler", "The list of departments"),
        ["description"] = new StaffText("Açıklama", "The description"),
        ["email"] = new StaffText("E-posta", "The e-mail address"),
        ["id"] = new StaffText("Kimlik", "The id"),
        ["kinds"] = new StaffText("Olaylar", "The list of events"),
        ["label"] = new StaffText("Etiket", "The label"),
        ["languages"] = new StaffText("Diller", "The list of languages"),
        ["limit"] = new StaffText("Sayfa boyu", "The limit"),
        ["name"] = new StaffText("Ad", "The name"),
        ["name.en"] = new StaffText("İngilizce ad", "The English name"),
        ["name.tr"] = new StaffText("Türkçe ad", "The Turkish name"),
        ["next"] = new StaffText("Yeni parola", "The new password"),
        ["note"] = new StaffText("Not", "The note"),
        ["owner"] = new StaffText("Sorumlu", "The owner"),
        ["password"] = new StaffText("Parola", "The password"),
        ["perMinute"] = new StaffText("Dakikadaki istek", "The number of requests a minute"),
        ["position"] = new StaffText("Sıra", "The position"),
        ["priority"] = new StaffText("Öncelik", "The priority"),
        ["q"] = new StaffText("Aranan metin", "The text to search for"),
        ["query"] = new StaffText("Soru", "The question"),
        ["reason"] = new StaffText("Neden", "The reason"),
        ["roles"] = new StaffText("Yetkiler", "The list of roles"),
        ["scopes"] = new StaffText("Yetki kapsamları", "The list of scopes"),
        ["sourceId"] = new StaffText("Kaynak kimliği", "The source id"),
        ["subject"] = new StaffText("Konu başlığı", "The subject"),
        ["text"] = new StaffText("Metin", "The text"),
        ["title"] = new StaffText("Başlık", "The title"),
        ["url"] = new StaffText("Adres", "The address"),
        ["wait"] = new StaffText("Bekleme süresi", "The time to wait"),
        ["wordings"] = new StaffText("Soru biçimi", "The wording of the question"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The name of a member by which people know it.</summary>
    /// <exception cref="KeyNotFoundException">The member has none here.</exception>
    public static StaffText Of(string member) => All[member];
}
