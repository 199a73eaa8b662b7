using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace ContactHub.Accounts;

/// <summary>Who is signed in, and the language of the desk.</summary>
internal static class ProfileEndpoints
{
    /// <summary>Languages that the desk speaks.</summary>
    public static readonly string[] Languages = ["tr", "en"];

    internal sealed record LanguageRequest(string? Language);

    public static void Map(RouteGroupBuilder account)
    {
        account.MapGet("/me", Me);
        account.MapPost("/language", ChangeLanguage);
    }

    private static async Task<Ok<Profile>> Me(UserManager<StaffAccount> users, Profiles profiles, HttpContext http) =>
        TypedResults.Ok(await profiles.Of((await users.FindByIdAsync(http.User.StaffId()))!));

    private static async Task<Results<NoContent, Refusal>> ChangeLanguage(LanguageRequest request, UserManager<StaffAccount> users, HttpContext http)
    {
        if (!Languages.Contains(request.Language, StringComparer.Ordinal))
            return new Faults().Add("language", new StaffText("Dil tr ya da en olmalı.", "The language must be tr or en.")).Problem();
        var account = (await users.FindByIdAsync(http.User.StaffId()))!;
        account.Language = request.Language!;
        var saved = await users.UpdateAsync(account);
        return saved.Succeeded ? TypedResults.NoContent() : Problems.Invalid(
            new StaffText("Hesap aynı anda değiştirildi; yeniden deneyin.", "The account was changed at the same time; try again."));
    }
}
