using System.Text;

namespace ContactHub.LoadTest.Wire;

public sealed class HubRecordTests
{
    [Fact]
    public void An_invocation_gives_target_and_arguments()
    {
        HubRecord record = HubRecord.Parse("{\"type\":1,\"target\":\"events\",\"arguments\":[\"c-1\",[{\"seq\":2}]]}"u8);

        Assert.Equal(HubRecordType.Invocation, record.Type);
        Assert.Equal("events", Encoding.UTF8.GetString(record.Target));
        Assert.Equal("[\"c-1\",[{\"seq\":2}]]", Encoding.UTF8.GetString(record.Body));
        Assert.Equal(-1, record.InvocationId);
    }

    [Fact]
    public void A_completion_gives_its_invocation_and_result()
    {
        HubRecord record = HubRecord.Parse("{\"type\":3,\"invocationId\":\"17\",\"result\":{\"seq\":9}}"u8);

        Assert.Equal((HubRecordType.Completion, 17L), (record.Type, record.InvocationId));
        Assert.Null(record.Error);
        Assert.Equal("{\"seq\":9}", Encoding.UTF8.GetString(record.Body));
    }

    [Fact]
    public void A_refusal_gives_its_error_with_escapes_undone()
    {
        HubRecord record = HubRecord.Parse("{\"type\":3,\"invocationId\":\"1\",\"error\":\"HubException: tooLong: \\u00e7ok\"}"u8);

        Assert.Equal("HubException: tooLong: çok", record.Error);
    }

    [Fact]
    public void Members_may_come_in_any_order()
    {
        HubRecord record = HubRecord.Parse("{\"arguments\":[{\"type\":3}],\"headers\":{\"a\":\"b\"},\"target\":\"inbox\",\"type\":1}"u8);

        Assert.Equal(HubRecordType.Invocation, record.Type);
        Assert.Equal("[{\"type\":3}]", Encoding.UTF8.GetString(record.Body));
    }

    [Fact]
    public void A_handshake_answer_has_no_type_and_no_error() => Assert.Null(HubRecord.Parse("{}"u8).Error);
}
