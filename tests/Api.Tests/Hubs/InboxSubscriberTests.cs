using ContactHub.Conversations;
using ContactHub.Desk;
using ContactHub.Security;
using ContactHub.Storage;

namespace ContactHub.Hubs.Tests;

public sealed class InboxSubscriberTests
{
    private readonly InboxSubscriber _screen = new("connection", new DeskViewer("a-1", "Deniz", [StaffRoles.Agent], ["su"]));

    [Fact]
    public void What_goes_out_of_sight_while_the_list_is_read_is_told_though_the_list_did_not_have_it_yet()
    {
        var gone = Assert.IsType<GoneRow>(_screen.Show(Row("c-1", "zabita", 12)));

        Assert.Equal(("c-1", 12L), (gone.Id, gone.Position));
        Assert.Null(_screen.Show(Row("c-1", "su", 10)));
    }

    [Fact]
    public void What_came_into_sight_while_the_list_is_read_is_told_as_gone_later_though_the_list_had_it_out_of_sight()
    {
        Assert.IsType<InboxRow>(_screen.Show(Row("c-1", "su", 12)));
        Assert.Null(_screen.Show(Row("c-1", "zabita", 10)));
        _screen.ShownAll();

        Assert.IsType<GoneRow>(_screen.Show(Row("c-1", "zabita", 14)));
    }

    [Fact]
    public void What_came_and_went_while_the_list_is_read_is_not_brought_back_by_an_older_row()
    {
        // The list discards marks of what is gone: whoever resets knows nothing.
        _screen.Show(Row("c-1", "zabita", 10));
        _screen.Show(Row("c-1", "zabita", 14));

        Assert.Null(_screen.Show(Row("c-1", "su", 12)));
        _screen.ShownAll();
        Assert.Null(_screen.Show(Row("c-1", "zabita", 15)));
        Assert.IsType<InboxRow>(_screen.Show(Row("c-1", "su", 16)));
    }

    [Fact]
    public void What_a_complete_list_never_had_is_not_told()
    {
        _screen.Show(Row("c-1", "su", 10));
        _screen.ShownAll();

        Assert.Null(_screen.Show(Row("c-2", "zabita", 11)));
        Assert.IsType<GoneRow>(_screen.Show(Row("c-1", "zabita", 12)));
        Assert.Null(_screen.Show(Row("c-1", "zabita", 13)));
        Assert.IsType<InboxRow>(_screen.Show(Row("c-1", "su", 14)));
    }

    [Fact]
    public void A_screen_that_goes_on_from_a_cursor_hears_once_of_what_it_may_have_known()
    {
        Assert.IsType<GoneRow>(_screen.Show(Row("c-1", "zabita", 10)));
        Assert.Null(_screen.Show(Row("c-1", "zabita", 11)));
    }

    [Fact]
    public void A_colleagues_work_can_wait_once_it_is_shown_but_not_a_change_of_hands()
    {
        _screen.Show(Row("c-1", "su", 10, "a-2"));

        Assert.True(_screen.CanWait(Row("c-1", "su", 11, "a-2")));
        Assert.False(_screen.CanWait(Row("c-1", "su", 11, "a-3")));
        Assert.False(_screen.CanWait(Row("c-1", "su", 11, "a-1")));
        Assert.False(_screen.CanWait(Row("c-1", "su", 11)));
        Assert.False(_screen.CanWait(Row("c-2", "su", 11, "a-2")));
    }

    private static ChangedRow Row(string id, string department, long position, string? agent = null)
    {
        var summary = new ConversationSummary(
            id, agent is null ? Owner.Queue : Owner.Agent, department, agent, agent, "v-1", null, false, "chat", "tr", null, ActorKind.Citizen,
            default, default, null, null, 0, 0, [], null, 1);
        return new ChangedRow(new StoredSummary(1, 1, position, SummaryCodec.Write(summary)));
    }
}
