/* empty.c -- a program that does nothing: what starting alone costs. */
int main(void)
{
	return 0;
}
