using ContactHub.Cimer;

namespace ContactHub.Desk;

/// <summary>Maps <c>/api/desk</c> (docs/protocol.md, section 8): what the desk asks for over HTTP. What is live comes over the hub.</summary>
public static class DeskEndpoints
{
    /// <summary>Maps departments, colleagues, conversations, their files and merges, citizens, canned answers and the day's figures.</summary>
    public static IEndpointRouteBuilder MapContactHubDeskApi(this IEndpointRouteBuilder app)
    {
        DirectoryEndpoints.Map(app);
        ConversationEndpoints.Map(app);
        FileEndpoints.Map(app);
        MergeEndpoints.Map(app);
        CitizenEndpoints.Map(app);
        CannedAnswerEndpoints.Map(app);
        TodayEndpoints.Map(app);
        CimerEndpoints.Map(app);
        return app;
    }
}
