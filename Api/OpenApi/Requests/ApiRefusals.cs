using System.Text.Json;
using ContactHub.Conversations;
using ContactHub.Security;
using ContactHub.Texts;

namespace ContactHub.OpenApi;

/// <summary>The refusals of the open API that several endpoints give.</summary>
internal static class ApiRefusals
{
    public static Refusal NoConversation() => Problems.NotFound(new StaffText("Böyle bir görüşme yok.", "There is no such conversation."));

    public static Refusal NoContact() => Problems.NotFound(new StaffText("Böyle bir kişi yok.", "There is no such contact."));

    public static Refusal NeedsScope(string scope) => Problems.Forbidden(
        new StaffText($"Bunun için {scope} yetkisi gerekir.", $"This needs the scope {scope}."));

    /// <summary>What a conversation said no to.</summary>
    public static Refusal Of(CommandResult result)
    {
        var code = JsonNamingPolicy.CamelCase.ConvertName(result.Error.ToString());
        return result.Error switch
        {
            CommandError.NotFound => NoConversation(),
            CommandError.Forbidden => Problems.Forbidden(new StaffText("Buna izin verilmiyor.", "This is not allowed.")),
            CommandError.Unavailable => Problems.Refuse(StatusCodes.Status503ServiceUnavailable, code, new StaffText("Şu an kaydedilemedi; yeniden deneyin.", "It could not be stored now; try again.")),
            CommandError.Resolved => Conflict(code, new StaffText("Görüşme çözülmüş; önce yeniden açın.", "The conversation is resolved; reopen it first.")),
            CommandError.NotOwner => Conflict(code, new StaffText("Görüşmeyi başkası yürütüyor.", "Somebody else has the conversation.")),
            CommandError.NotBotsTurn => Conflict(code, new StaffText("Sıra artık botta değil.", "The bot no longer has the turn.")),
            CommandError.WindowClosed => Conflict(code, new StaffText(
                "Kanal artık yanıt kabul etmiyor; vatandaş yeniden yazınca eder.", "The channel takes no answer any more until the citizen writes again.")),
            CommandError.Moved => new Refusal(StatusCodes.Status409Conflict, code,
                new StaffText("Görüşme başka birinin parçası oldu.", "The conversation became a part of another one."), member: ("movedTo", result.Detail ?? "")),
            CommandError.Changed => Problems.Refuse(StatusCodes.Status412PreconditionFailed, code, new StaffText("Görüşme bu arada değişti.", "The conversation has changed meanwhile.")),
            _ => Problems.Refuse(StatusCodes.Status400BadRequest, code, new StaffText("Değer kabul edilmiyor.", "The value is not allowed.")),
        };
    }

    public static Refusal Conflict(string code, StaffText detail) => Problems.Refuse(StatusCodes.Status409Conflict, code, detail);
}
