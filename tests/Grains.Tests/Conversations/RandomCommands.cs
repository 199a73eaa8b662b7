namespace ContactHub.Conversations;

/// <summary>Any command by anybody, allowed or not; the number decides which.</summary>
internal static class RandomCommands
{
    private static readonly Actor Outside = new(ActorKind.Bot, "deneme", "Deneme Botu");
    public static readonly DecisionContext OpenNow = new("genel", null, new BotMessage("Kaydedildi."));
    public static readonly DecisionContext ClosedNow = OpenNow with { ClosedNotice = Talk.Closed, BotId = Outside.Id };

    private static readonly Actor Stranger = new(ActorKind.Citizen, "v-2");
    private static readonly Actor[] Everybody = [Talk.Citizen, Talk.Citizen, Talk.Deniz, Talk.Ece, Actor.FaqBot, Actor.Hub, Stranger];
    private static readonly string?[] Options = [null, null, null, OptionIds.Person, OptionIds.Request, "faq-7"];
    private static readonly string[] Kinds = ["phone", "email", "name", "external", "shoe"];
    private static readonly Opening Opening = new("v-1", "tr", "Ayşe");

    public static ConversationCommand For(ConversationState state, int n, string id)
    {
        var by = Everybody[n % Everybody.Length];
        var agent = n % 2 == 0 ? Talk.Deniz : Talk.Ece;
        var other = n % 3 == 0 ? Talk.Deniz : Talk.Ece;
        return ((n / 7) % 26) switch
        {
            0 or 1 or 2 => new PostMessage(by, id, Channels.Chat, Text(n), Options[n % Options.Length], n % 5 == 0 && state.IsOpened ? null : Opening),
            3 or 4 => new PostBotTurn(
                Actor.FaqBot, id, Math.Max(0, state.LastSeq - n % 4), n % 6 == 0 ? [] : [new BotMessage("Yanıt"), new BotMessage("Başka?", [new MessageOption("evet", "Evet")], "faq-7")],
                n % 5 == 0 ? "asked" : null, n % 3 == 0 ? "yes:faq-7" : null, $"m-{n % 3}"),
            5 => new AddNote(by, id, Text(n)),
            6 => new RequestPerson(by, id, "asked", n % 3 == 0 ? "su" : null, Opening),
            7 => new RecordRequest(by, id, Text(n)),
            8 => new TakeConversation(n % 5 == 0 ? by : agent, id, n % 3 == 0 ? "accepted" : "taken", n % 4 == 0),
            9 => new ReleaseConversation(n % 3 == 0 ? Actor.Hub : agent, id, other.Id, "returned"),
            10 => new TransferConversation(agent, id, n % 2 == 0 ? "su" : null, n % 3 == 0 ? other.Id : null, other.Name, n % 5 == 0 ? "Not" : null),
            11 => new ResolveConversation(n % 3 == 0 ? agent : by, id, "bitti"),
            12 => new ReopenConversation(n % 3 == 0 ? by : agent, id),
            13 => new RateConversation(n % 3 == 0 ? by : Talk.Citizen, id, n % 7, "yorum"),
            14 => new IdentifyCitizen(by, id, n % 2 == 0 ? "v-1" : "k-1", Kinds[n % Kinds.Length], "+905321112233", n % 3 == 0, n % 4 == 0 ? "Ayşe" : null),
            15 => n % 2 == 0
                ? new ChangeLabels(agent, id, [.. Labels(n)], [.. Labels(n / 3)])
                : new ChangePriority(agent, id, n % 6 - 2),
            16 or 17 => new RecordContact(n % 3 == 0 ? agent : n % 3 == 1 ? Talk.Citizen : Actor.Hub, id, n % 11 == 0 ? Channels.Chat : RandomContacts.ChannelOf(n / 11), RandomContacts.For(n / 11), Opening),
            18 => new SendEmail(n % 5 == 0 ? by : agent, id, RandomContacts.Answer(n), n % 4 == 0 ? Opening : null),
            19 => n % 3 == 0
                ? new MergeInto(n % 5 == 0 ? by : agent, id, "c-1", n % 7 == 0 ? "c-1" : "c-9", 9, n % 4 == 0)
                : new AcceptMerge(agent, id, $"m:{n % 3}", $"c-{n % 3}", 3, "c-1", ["v-2"], [$"c-{n % 3}"], n % 2 == 0 ? DateTimeOffset.UnixEpoch : null, (Owner)(n % 4), "su", n % 4 == 3 ? "a-ece" : null, null),
            20 => new ReleaseMerged(agent, id, $"c-{n % 3}", "c-1"),
            21 => new SplitOff(n % 2 == 0 ? agent : Actor.Hub, id, "c-1"),
            22 => new PostBotTurn(n % 3 == 0 ? Actor.FaqBot : Outside, id, n % 2 == 0 ? 0 : state.LastSeq, [new BotMessage("", Cards: [new Card("Kart")])], n % 9 == 0 ? "botAsked" : null, null, "", "su", n % 5 == 0 ? "Not" : null),
            23 => new LeaveToFaqBot(n % 5 == 0 ? by : Outside, id),
            24 => (n % 3) switch
            {
                0 => new UpdateMessage(n % 5 == 0 ? by : Outside, id, state.LastMessageSeq, new BotMessage("Yeni")),
                1 => new DeleteMessage(n % 5 == 0 ? by : Outside, id, state.LastMessageSeq),
                _ => new MarkTold(n % 5 == 0 ? by : Outside, id, state.LastSeq + 2 - n % 5),
            },
            _ => new MarkRead(n % 2 == 0 ? agent : Talk.Citizen, id, state.LastSeq + 2 - n % 5),
        };
    }

    private static string Text(int n) => (n % 13) switch
    {
        0 => " ",
        1 => new string('x', 1_001),
        2 => new string('x', 119) + "😀😀",
        _ => $"Mesaj {n}",
    };

    private static IEnumerable<string> Labels(int n) => Enumerable.Range(n % 9, n % 5).Select(i => $"etiket-{i}");
}
