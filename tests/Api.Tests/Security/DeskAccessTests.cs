using ContactHub.Conversations;

namespace ContactHub.Security.Tests;

public sealed class DeskAccessTests
{
    [Theory]
    [InlineData("agent", "su", null, true, true)]
    [InlineData("agent", null, null, true, true)]
    [InlineData("agent", "imar", null, false, false)]
    [InlineData("agent", "imar", "a-1", true, true)]
    [InlineData("agent", "imar", "a-2", false, false)]
    [InlineData("supervisor", "imar", "a-2", true, true)]
    [InlineData("administrator", "imar", "a-2", true, true)]
    [InlineData("auditor", "imar", "a-2", true, false)]
    [InlineData("auditor", "su", null, true, false)]
    [InlineData("auditor+agent", "imar", null, true, false)]
    [InlineData("auditor+agent", "su", null, true, true)]
    [InlineData("", "su", null, false, false)]
    [InlineData("", null, "a-1", false, false)]
    public void Who_sees_and_changes_what(string roles, string? department, string? agent, bool sees, bool changes)
    {
        var viewer = new DeskViewer("a-1", "Deniz", [.. roles.Split('+', StringSplitOptions.RemoveEmptyEntries)], ["su"]);
        var summary = Summary(department, agent);

        Assert.Equal(sees, DeskAccess.MaySee(viewer, summary));
        Assert.Equal(changes, DeskAccess.MayChange(viewer, summary));
    }

    [Theory]
    [InlineData("agent", false)]
    [InlineData("supervisor", true)]
    [InlineData("administrator", true)]
    [InlineData("auditor", false)]
    public void Only_supervisors_and_administrators_take_from_others(string role, bool may) =>
        Assert.Equal(may, DeskAccess.MayForce(new DeskViewer("a-1", "Deniz", [role], [])));

    [Fact]
    public void Department_ids_are_compared_letter_by_letter()
    {
        var viewer = new DeskViewer("a-1", "Deniz", [StaffRoles.Agent], ["imar"]);

        Assert.False(DeskAccess.MaySeeDepartment(viewer, "IMAR"));
        Assert.False(DeskAccess.MaySeeDepartment(viewer, "ımar"));
    }

    private static ConversationSummary Summary(string? department, string? agent) => new(
        "c-1", agent is null ? Owner.Queue : Owner.Agent, department, agent, null, "v-1", null, false, "chat", "tr", null, ActorKind.Citizen,
        default, default, null, null, 0, 0, [], null, 1);
}
