namespace ContactHub.Embedded;

/// <summary>Calls in order of arrival, linked through the calls themselves. A call is in one list at a time.</summary>
internal struct RequestList
{
    private Request? head;
    private Request? tail;

    public readonly bool IsEmpty => head is null;

    public readonly Request? First => head;

    public void Add(Request request)
    {
        request.Previous = tail;
        request.Next = null;
        if (tail is null)
        {
            head = request;
        }
        else
        {
            tail.Next = request;
        }

        tail = request;
    }

    public void Remove(Request request)
    {
        if (request.Previous is null)
        {
            head = request.Next;
        }
        else
        {
            request.Previous.Next = request.Next;
        }

        if (request.Next is null)
        {
            tail = request.Previous;
        }
        else
        {
            request.Next.Previous = request.Previous;
        }

        request.Next = request.Previous = null;
    }

    public List<Request> TakeAll()
    {
        var all = new List<Request>();
        while (head is { } request)
        {
            Remove(request);
            all.Add(request);
        }

        return all;
    }
}
