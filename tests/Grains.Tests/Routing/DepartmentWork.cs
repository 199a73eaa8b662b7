using ContactHub.Conversations;
using ContactHub.Departments;

namespace ContactHub.Routing;

/// <summary>What departments, agents and waiting citizens do on a hub.</summary>
internal static class DepartmentWork
{
    public static StaffMember Member(string id, int capacity = 3, string departments = "su") => new(id, "Agent " + id, capacity, ["tr"], true, [.. departments.Split(',')]);

    /// <summary>Two departments, and who works there.</summary>
    public static async Task Staff(this GrainHost hub, params StaffMember[] members)
    {
        var staff = hub.Service<StaffStore>();
        await staff.Save(new Department("su", "Su ve Kanalizasyon", "Water", "#0088cc", 1));
        await staff.Save(new Department("zabita", "Zabıta", "Municipal Police", "#884400", 2));
        foreach (var member in members) await staff.Save(member);
    }

    /// <summary>A citizen asks for a person, so that the conversation waits.</summary>
    public static async Task Wait(this GrainHost hub, string id, string departmentId = "su")
    {
        var citizen = new Actor(ActorKind.Citizen, "v-" + id);
        var result = await hub.Conversation(id).Execute(new RequestPerson(citizen, "ask", "asked", departmentId, new Opening(citizen.Id, "tr")));
        Assert.True(result.Succeeded, result.Error.ToString());
    }

    public static async Task<Owner> OwnerOf(this GrainHost hub, string id) => (await hub.Conversation(id).Summary())!.Owner;
}
