using System.Text.Json.Serialization;
using ContactHub.FaqBot;
using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Admin;

/// <summary>What the bot would do with a question, and the best entries for it. Nothing is stored.</summary>
internal static class FaqTry
{
    private const int Candidates = 5;

    internal sealed record Request(string? Query, string? Language);

    internal sealed record Candidate(string FaqId, string Wording, double Score);

    internal sealed record Result(
        string Decision, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Text, IReadOnlyList<Candidate> Candidates);

    public static async Task<Results<Ok<Result>, Refusal>> Answer(
        Request request, FaqIndexSource source, FaqBotOptions options, TimeProvider time, CancellationToken ct)
    {
        var faults = new Faults()
            .Text("query", request.Query, 1, 1000)
            .Require(request.Language is "tr" or "en" or "ar", "language", new StaffText("Dil tr, en ya da ar olmalı.", "The language must be tr, en or ar."));
        if (faults.Any) return faults.Problem();

        var (index, now) = (await source.Current(ct), time.GetUtcNow());
        var decision = Bot.Decide(BotContext.Empty with { Greeted = true }, request.Query!, request.Language!, index, options, now);
        var found = index.Search(request.Query!, Candidates, now);
        return TypedResults.Ok(new Result(
            NameOf(decision), decision.Text, [.. found.Matches.Select(m => new Candidate(m.Entry.Id, m.Wording.Text, Math.Round(m.Score, 3)))]));
    }

    private static string NameOf(BotDecision decision) => decision switch
    {
        BotDecision.Emergency => "emergency",
        BotDecision.Handoff or BotDecision.OfferPerson or BotDecision.PersonalAccount => "person",
        BotDecision.Choose => "choose",
        BotDecision.Rephrase => "rephrase",
        _ => "answer",
    };
}
