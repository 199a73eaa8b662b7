using System.Diagnostics.Metrics;
using ContactHub.Telemetry;

namespace ContactHub.FaqBot;

/// <summary>How well the bot does, as an operator sees it.</summary>
internal static class BotMetrics
{
    private static readonly Counter<long> Answers = HubMeter.Meter.CreateCounter<long>(
        "contacthub.bot.answers", "{answer}", "What the bot did with citizens' messages, by band of confidence");

    public static void Decided(BotDecision decision)
    {
        if (Answers.Enabled) Answers.Add(1, HubMeter.Tag("band", Band(decision)));
    }

    private static string Band(BotDecision decision) => decision switch
    {
        BotDecision.Answer => "answer",
        BotDecision.Choose => "choose",
        BotDecision.Rephrase => "rephrase",
        BotDecision.OfferPerson => "offerPerson",
        BotDecision.Handoff => "person",
        BotDecision.Emergency => "emergency",
        BotDecision.PersonalAccount => "personalAccount",
        BotDecision.Thanked => "thanked",
        _ => "smallTalk",
    };
}
